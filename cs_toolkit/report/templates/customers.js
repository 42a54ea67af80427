// The customer whom the address names is unpacked from the page itself; nothing is fetched.
(async () => {
  const { packed } = document.getElementById("packed").dataset;
  const bytes = Uint8Array.from(atob(packed), (one) => one.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  const parts = (await new Response(stream).text()).split("\0").map((one) => one.split("\x01"));
  const known = new Map(parts.map(([place, title, html]) => [place, [title, html]]));
  const heading = document.querySelector("h1");
  const after = document.title.slice(heading.textContent.length);
  const show = () => {
    const chosen = known.get(decodeURIComponent(location.hash.slice(1)));
    if (!chosen) return;
    heading.textContent = chosen[0];
    document.title = chosen[0] + after;
    const made = new DOMParser().parseFromString(chosen[1], "text/html");
    document.querySelector("[data-customer]").replaceChildren(...made.body.childNodes);
    scrollTo(0, 0);
    dispatchEvent(new Event("resize"));
  };
  addEventListener("hashchange", show);
  show();
})();
