// data-live="url" data-live-every="1000": replaces itself with what the address answers, until the answer
// has no data-live any more. An answer with data-live-go="url" leads there. Without script the page holds a link to reload.
const follow = (part) => setTimeout(async () => {
  if (!part.isConnected) return;
  if (document.hidden) { follow(part); return; }
  try {
    const answer = await fetch(part.dataset.live, { headers: { "X-Part": "1" }, credentials: "same-origin" });
    if (!answer.ok) throw new Error(answer.status);
    const holder = document.createElement("template");
    holder.innerHTML = (await answer.text()).trim();
    const fresh = holder.content.firstElementChild;
    if (fresh.dataset.liveGo) { location.assign(fresh.dataset.liveGo); return; }
    part.replaceWith(fresh);
    if (fresh.dataset.live) follow(fresh);
  } catch { follow(part); }
}, Number(part.dataset.liveEvery || 1000));
for (const part of document.querySelectorAll("[data-live]")) follow(part);
