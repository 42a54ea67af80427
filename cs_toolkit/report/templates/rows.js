// Tables of rows that lie packed in the page: one is shown at a time, with search, order and "more".
(async () => {
  const place = document.getElementById("rows");
  const STEP = 100;
  const lang = document.documentElement.lang;
  const written = new Intl.NumberFormat(lang, { maximumFractionDigits: 6 });
  const say = (cell) => (cell === null ? "" : typeof cell === "number" ? written.format(cell) : String(cell));
  const compare = new Intl.Collator(lang, { numeric: true }).compare;
  const sections = [...document.querySelectorAll("[data-table]")];
  const links = [...document.querySelectorAll(".tables a")];

  const arm = (section, { columns, rows, people }) => {
    const table = section.querySelector("table");
    if (!table) return;
    const controls = document.getElementById("controls").content.cloneNode(true);
    const search = controls.querySelector("input");
    const more = controls.querySelector("button");
    const count = section.querySelector("[data-count]");
    const texts = rows.map((row) => row.map(say).join("\n").toLowerCase());
    let found = rows.map((_, at) => at), limit = STEP, by = -1, down = false;

    const cell = (value, column) => {
      const made = document.createElement("td");
      if (column.number) made.className = "number";
      else if (column.day) made.className = "day";
      const href = column.people && people[value];
      if (href) {
        const link = made.appendChild(document.createElement("a"));
        link.href = href;
        link.textContent = say(value);
      } else made.textContent = say(value);
      return made;
    };
    const show = () => {
      const body = document.createElement("tbody");
      for (const at of found.slice(0, limit)) {
        body.insertRow().append(...rows[at].map((value, index) => cell(value, columns[index])));
      }
      table.tBodies[0].replaceWith(body);
      const shown = Math.min(limit, found.length);
      const words = found.length < rows.length ? place.dataset.found : place.dataset.all;
      count.textContent = words.replace("{shown}", written.format(shown))
        .replace("{found}", written.format(found.length)).replace("{all}", written.format(rows.length));
      more.hidden = shown === found.length;
    };
    const arrange = () => {
      const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
      found = rows.map((_, at) => at).filter((at) => words.every((word) => texts[at].includes(word)));
      if (by >= 0) {
        const number = columns[by].number;
        found.sort((one, other) => {
          const [a, b] = [rows[one][by], rows[other][by]];
          if (a === null || b === null) return (a === null) - (b === null); // what is empty comes last
          return (down ? -1 : 1) * (number ? a - b : compare(a, b));
        });
      }
      limit = STEP;
      show();
    };
    [...table.tHead.rows[0].cells].forEach((head, index) => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = head.textContent;
      head.replaceChildren(button);
      button.addEventListener("click", () => {
        down = by === index && !down;
        by = index;
        for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        arrange();
      });
    });
    search.addEventListener("input", arrange);
    more.addEventListener("click", () => { limit += STEP; show(); });
    count.before(search.parentElement);
    section.append(more);
    arrange();
  };

  const bytes = Uint8Array.from(atob(place.dataset.packed), (one) => one.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  const tables = (await new Response(stream).text()).split("\0");
  const armed = new Set();
  const choose = () => {
    const asked = decodeURIComponent(location.hash.slice(1));
    const at = Math.max(0, sections.findIndex((one) => one.id === asked));
    sections.forEach((one, index) => { one.hidden = index !== at; });
    links.forEach((one, index) => (index === at ? one.setAttribute("aria-current", "true") : one.removeAttribute("aria-current")));
    if (!armed.has(at)) arm(sections[at], JSON.parse(tables[at]));
    armed.add(at);
    if (asked === sections[at].id) sections[at].scrollIntoView();
    dispatchEvent(new Event("resize"));
  };
  addEventListener("hashchange", choose);
  choose();
})();
