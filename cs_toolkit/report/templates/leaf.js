// the theme that was chosen on the report's pages, before the first paint
try { const theme = localStorage.getItem("cs-theme"); if (theme) document.documentElement.dataset.theme = theme; } catch { /* private mode */ }
