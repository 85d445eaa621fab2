// data-drop: a file field that also takes files dropped on it, and says what was chosen.
// data-upload on a form: shows how much has gone, and lets one stop. Without script the form is sent as usual.
const size = (bytes) => (bytes < 1e6 ? `${Math.max(1, Math.round(bytes / 1e3))} kB` : `${(bytes / 1e6).toFixed(1).replace(".", ",")} MB`);
for (const drop of document.querySelectorAll("[data-drop]")) {
  const input = drop.querySelector("input[type=file]");
  if (!input) continue;
  for (const name of ["dragenter", "dragover"]) drop.addEventListener(name, (event) => { event.preventDefault(); drop.dataset.over = ""; });
  for (const name of ["dragleave", "drop"]) drop.addEventListener(name, (event) => { event.preventDefault(); delete drop.dataset.over; });
  drop.addEventListener("drop", (event) => {
    if (!event.dataTransfer.files.length) return;
    input.files = event.dataTransfer.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  });
}
for (const form of document.querySelectorAll("form[data-upload]")) {
  const panel = form.querySelector("[data-upload-progress]");
  if (!panel) continue;
  const bar = panel.querySelector("progress");
  const words = panel.querySelector("[data-upload-words]");
  const stop = panel.querySelector("[data-upload-stop]");
  form.addEventListener("submit", (event) => {
    const chosen = [...form.querySelectorAll("input[type=file]")].some((input) => input.files.length);
    if (!chosen || event.defaultPrevented) return;
    event.preventDefault();
    const request = new XMLHttpRequest();
    const end = () => { panel.hidden = true; form.removeAttribute("aria-busy"); };
    request.upload.addEventListener("progress", (sent) => {
      bar.max = sent.total; bar.value = sent.loaded;
      words.textContent = `${size(sent.loaded)} / ${size(sent.total)}`;
    });
    request.addEventListener("load", () => {
      history.pushState(null, "", request.responseURL);   // the answer is shown as it came: its messages are given once
      document.open(); document.write(request.responseText); document.close();
    });
    request.addEventListener("error", () => { end(); form.querySelector("[data-upload-failed]")?.removeAttribute("hidden"); });
    request.addEventListener("abort", end);
    stop?.addEventListener("click", () => request.abort(), { once: true });
    const body = new FormData(form, event.submitter);
    panel.hidden = false; form.setAttribute("aria-busy", "true");
    request.open(form.method, form.action || location.href);
    request.send(body);
  });
}
