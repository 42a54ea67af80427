// the theme that was chosen on the report's pages, before the first paint
try { const theme = localStorage.getItem("cs-theme"); if (theme) document.documentElement.dataset.theme = theme; } catch { /* private mode */ }
// a box is a stop for the keyboard only where it goes on beyond its edge
const stops = () => {
  for (const box of document.querySelectorAll(".scroll, main pre")) {
    if (box.scrollWidth > box.clientWidth || box.scrollHeight > box.clientHeight) box.tabIndex = 0;
    else box.removeAttribute("tabindex");
  }
};
for (const moment of ["load", "resize"]) addEventListener(moment, stops);
addEventListener("DOMContentLoaded", () => new ResizeObserver(stops).observe(document.body));
