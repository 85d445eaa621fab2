// data-summary: after a refused form the focus stands on what is wrong (data-example: only shown, not met).
document.querySelector("[data-summary]:not([data-example] *)")?.focus();
