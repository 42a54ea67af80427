// Two switches, remembered from page to page where the browser allows it.
(() => {
  const root = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const recall = (name) => { try { return localStorage.getItem(name); } catch { return null; } };
  const remember = (name, value) => { try { localStorage.setItem(name, value); } catch { /* private mode */ } };
  // before the first paint, so that a dark page does not flash white
  if (recall("cs-theme")) root.dataset.theme = recall("cs-theme");
  if (recall("cs-code")) root.dataset.showCode = recall("cs-code");
  const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : dark.matches);
  const switches = {
    theme: [isDark, () => (root.dataset.theme = isDark() ? "light" : "dark")],
    code: [() => root.dataset.showCode === "shown", () => (root.dataset.showCode = root.dataset.showCode === "shown" ? "hidden" : "shown")],
  };
  // a box is a stop for the keyboard only where it goes on beyond its edge
  const stops = () => {
    for (const box of document.querySelectorAll(".scroll, .cs-scroll, figure.paper, main pre, .formula, .cs-formula, .text p")) {
      const goesOn = box.scrollWidth > box.clientWidth || box.scrollHeight > box.clientHeight;
      if (goesOn && getComputedStyle(box).overflowX !== "visible") box.tabIndex = 0;
      else box.removeAttribute("tabindex");
    }
  };
  addEventListener("load", stops);
  addEventListener("resize", stops);
  // larger letters make a box go on beyond its edge, too
  addEventListener("DOMContentLoaded", () => new ResizeObserver(stops).observe(document.body));
  addEventListener("toggle", stops, true);
  addEventListener("DOMContentLoaded", () => {
    // on a phone the pages stand in one line: bring this one into sight
    const nav = document.querySelector(".pages");
    const here = nav?.querySelector("[aria-current]");
    if (here) nav.scrollLeft = here.offsetLeft - nav.clientWidth / 3;
    for (const button of document.querySelectorAll("[data-switch]")) {
      const name = button.dataset.switch;
      const [isOn, turn] = switches[name];
      const show = () => button.setAttribute("aria-pressed", isOn());
      button.hidden = false;
      button.addEventListener("click", () => { remember("cs-" + name, turn()); show(); stops(); });
      dark.addEventListener("change", show);
      show();
    }
  });
})();
