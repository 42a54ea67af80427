// Search, order and "more" for a table of rows that lies in the page itself.
(() => {
  const place = document.getElementById("rows");
  if (!place) return;
  const { columns, rows, people } = JSON.parse(place.textContent);
  const STEP = 100;
  const table = document.querySelector("[data-rows]");
  const search = document.querySelector("[data-search]");
  const count = document.querySelector("[data-count]");
  const more = document.querySelector("[data-more]");
  const lang = document.documentElement.lang;
  const written = new Intl.NumberFormat(lang, { maximumFractionDigits: 6 });
  const say = (cell) => (cell === null ? "" : typeof cell === "number" ? written.format(cell) : String(cell));
  const texts = rows.map((row) => row.map(say).join("\n").toLowerCase());
  const compare = new Intl.Collator(lang, { numeric: true }).compare;
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
    const words = found.length < rows.length ? count.dataset.found : count.dataset.all;
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
  search.closest("label").hidden = false;
  search.addEventListener("input", arrange);
  more.addEventListener("click", () => { limit += STEP; show(); });
  arrange();
})();
