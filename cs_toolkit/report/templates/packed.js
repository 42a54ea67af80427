// What the page holds packed is unpacked by the browser itself; nothing is fetched.
(async () => {
  const { packed } = document.getElementById("packed").dataset;
  const bytes = Uint8Array.from(atob(packed), (one) => one.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  const parts = (await new Response(stream).text()).split("\0");
  document.querySelectorAll("[data-part]").forEach((place, at) => {
    const made = new DOMParser().parseFromString(`<code>${parts[at]}</code>`, "text/html");
    place.replaceChildren(made.body.firstChild);
    place.hidden = false;
    place.tabIndex = 0;
  });
  document.getElementById("packed").remove();
  document.getElementById(decodeURIComponent(location.hash.slice(1)))?.scrollIntoView();
})();
