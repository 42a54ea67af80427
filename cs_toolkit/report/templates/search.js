// Leaves of the index only what holds every word that is typed.
(() => {
  const search = document.querySelector("[data-search]");
  const count = document.querySelector("[data-count]");
  const lines = [...document.querySelectorAll("[data-part] li")].map((line) =>
    [line, `${line.textContent} ${line.dataset.also || ""}`.toLowerCase()]);
  const filter = () => {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    let found = 0;
    for (const [line, text] of lines) {
      line.hidden = !words.every((word) => text.includes(word));
      found += !line.hidden;
    }
    for (const part of document.querySelectorAll("[data-part]")) {
      part.hidden = !part.querySelector("li:not([hidden])");
    }
    count.textContent = words.length ? count.dataset.found.replace("{count}", found) : "";
  };
  search.closest("label").hidden = false;
  search.addEventListener("input", filter);
  filter();
})();
