// data-toast: leaves after eight seconds, stays while the pointer or the focus is on it.
for (const toast of document.querySelectorAll("[data-toast]")) {
  let timer;
  const leave = () => { timer = setTimeout(() => toast.remove(), 8000); };
  const stay = () => clearTimeout(timer);
  for (const name of ["pointerenter", "focusin"]) toast.addEventListener(name, stay);
  for (const name of ["pointerleave", "focusout"]) toast.addEventListener(name, leave);
  const close = toast.querySelector("[data-toast-close]");
  if (close) { close.hidden = false; close.addEventListener("click", () => toast.remove()); }
  leave();
}
