// data-draft="key" on a form: what is typed is kept in this browser until it has been sent, and offered again.
// Leaving with something unsent asks first. Passwords and files are never kept.
// On success the next page carries <... data-draft-sent="key">, or shows the form again without errors.
const PREFIX = "draft:";
const keeps = (field) => field.name && !["password", "file", "hidden", "submit"].includes(field.type);
const isChoice = (field) => field.type === "checkbox" || field.type === "radio";
const read = (form) => [...form.elements].filter(keeps).map((field) => (isChoice(field) ? field.checked : field.value));
const write = (form, values) => [...form.elements].filter(keeps).forEach((field, n) => {
  if (values[n] === undefined) return;
  if (isChoice(field)) field.checked = values[n]; else field.value = values[n];
});
for (const sent of document.querySelectorAll("[data-draft-sent]")) localStorage.removeItem(PREFIX + sent.dataset.draftSent);
for (const form of document.querySelectorAll("form[data-draft]")) {
  const key = PREFIX + form.dataset.draft;
  const first = JSON.stringify(read(form));
  const note = form.querySelector("[data-draft-note]");
  let sending = false;
  let timer;
  const kept = localStorage.getItem(key);
  const isAnswer = form.querySelector("[data-summary]") !== null;   // the server sent back what was typed
  if (kept && !isAnswer) {
    if (kept === first) localStorage.removeItem(key);
    else { write(form, JSON.parse(kept)); if (note) note.hidden = false; }
  }
  const save = () => {
    const now = JSON.stringify(read(form));
    if (now === first) localStorage.removeItem(key); else localStorage.setItem(key, now);
  };
  form.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(save, 400); });
  form.addEventListener("submit", () => { sending = true; save(); });
  form.querySelector("[data-draft-drop]")?.addEventListener("click", (event) => {
    event.preventDefault();
    localStorage.removeItem(key);
    form.reset();
    note.hidden = true;
  });
  addEventListener("beforeunload", (event) => {
    if (sending || JSON.stringify(read(form)) === first) return;
    save();
    event.preventDefault();
  });
}
