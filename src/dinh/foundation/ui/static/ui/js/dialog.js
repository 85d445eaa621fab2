// data-dialog="id" on a link or button: opens that dialog instead of leading to the page with the same form.
// data-dialog-close inside a dialog closes it. Without script the link leads on, and the page has the form.
for (const opener of document.querySelectorAll("[data-dialog]")) {
  const dialog = document.getElementById(opener.dataset.dialog);
  if (dialog?.showModal) opener.addEventListener("click", (event) => {
    event.preventDefault();
    dialog.showModal();
  });
}
for (const closer of document.querySelectorAll("[data-dialog-close]")) closer.addEventListener("click", (event) => {
  event.preventDefault();
  closer.closest("dialog").close();
});
