// Two periods are chosen; their numbers are in the page, each in words already.
(() => {
  const { currency, lines, lang, points, minutes } = JSON.parse(document.getElementById("figures").textContent);
  const table = document.querySelector("[data-compare]");
  const [before, now] = ["before", "now"].map((side) => document.querySelector(`[data-side=${side}]`));
  const signed = (options) => new Intl.NumberFormat(lang, { signDisplay: "exceptZero", ...options });
  const money = (size) => signed({ style: "currency", currency, maximumFractionDigits: size < 100 ? undefined : 0 });
  const difference = (change, unit) => {
    if (unit === "percent") return points.replace("{number}", signed({ minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(100 * change));
    if (unit === "money") return money(Math.abs(change)).format(change);
    if (unit === "seconds") return minutes.replace("{number}", signed({ maximumFractionDigits: 1 }).format(change / 60));
    return signed({ maximumFractionDigits: unit === "count" ? 0 : 2 }).format(change);
  };
  const show = () => {
    const [a, b] = [Number(before.value), Number(now.value)];
    const heads = table.tHead.rows[0].cells;
    heads[1].textContent = before.selectedOptions[0].textContent;
    heads[2].textContent = now.selectedOptions[0].textContent;
    lines.forEach((line, at) => {
      const cells = table.tBodies[0].rows[at].cells;
      const [earlier, later] = [line.values[a], line.values[b]];
      cells[1].textContent = line.words[a];
      cells[2].textContent = line.words[b];
      cells[3].textContent = earlier === null || later === null ? ""
        : difference(later - earlier, line.unit).replace("-", "−");
    });
  };
  document.querySelector("[data-choice]").hidden = false;
  before.addEventListener("change", show);
  now.addEventListener("change", show);
})();
