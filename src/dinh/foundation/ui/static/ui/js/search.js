// data-search-key="/": the key that puts the cursor into this search field, unless one is typing elsewhere.
const typing = (place) => place.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(place.tagName);
for (const field of document.querySelectorAll("[data-search-key]")) addEventListener("keydown", (event) => {
  if (event.key !== field.dataset.searchKey || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  if (field.offsetParent === null) return;
  event.preventDefault();
  field.focus();
  field.select();
});
