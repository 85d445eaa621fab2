// data-menu: a details element that closes on Escape, on a click elsewhere and when focus leaves it.
const menus = document.querySelectorAll("details[data-menu]");
addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of menus) if (menu.open) { menu.open = false; menu.querySelector("summary").focus(); }
  if (location.hash === "#menu") location.hash = "#main";
});
addEventListener("click", (event) => { for (const menu of menus) if (!menu.contains(event.target)) menu.open = false; });
for (const menu of menus) menu.addEventListener("focusout", (event) => {
  if (event.relatedTarget && !menu.contains(event.relatedTarget)) menu.open = false;
});
