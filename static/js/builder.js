// The builder without a mouse, and with one: Enter adds a typed line, Alt and an arrow move an item, with Shift to another day
// or to the tray, Ctrl and Z take the last step back, and an item can be dragged.
// Each sends a form that stands on the page.

const page = () => document.getElementById("builder");
const rowOf = (element) => element.closest?.("tr[data-item]");

document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && event.target.matches("[data-line]")) {
    event.preventDefault();
    event.target.form.requestSubmit();
  }
  if ((event.ctrlKey || event.metaKey) && !event.shiftKey && event.key === "z" && !event.target.matches("input, textarea, select")) {
    const undo = document.getElementById("undo-step");
    if (undo) event.preventDefault();
    undo?.click();
  }
  const step = { ArrowUp: "earlier", ArrowDown: "later" }[event.key];
  const row = event.altKey && step && rowOf(event.target);
  if (!row) return;
  event.preventDefault();
  const button = row.querySelector(`[data-step=${step}]`);
  button.focus();
  if (event.shiftKey) toDayBeside(row, step);
  else button.click();
});

// The tray stands after the last day.
function toDayBeside(row, step) {
  const days = [...document.querySelectorAll("tbody[data-day]")];
  const beside = days[days.indexOf(row.parentElement) + (step === "earlier" ? -1 : 1)];
  if (beside) move(row, beside.dataset.day, row.dataset.start);
}

function move(row, day, start) {
  const button = page().querySelector("#moving button");
  button.formAction = row.dataset.move;
  button.form.elements.day.value = day;
  button.form.elements.start.value = day ? start : "";
  button.click();
}

// A row that was given another time or day goes where it belongs; to a day that is not listed leads a new page.
document.addEventListener("htmx:afterSettle", () => {
  for (const row of document.querySelectorAll("tr[data-item]")) {
    const day = document.querySelector(`tbody[data-day="${row.dataset.day}"]`);
    if (!day) return location.reload();
    if (row.parentElement === day && inOrder(row)) continue;
    const later = [...day.children].find((other) => other !== row && other.dataset.order > row.dataset.order);
    day.insertBefore(row, later ?? null);
  }
});

// Where what had the focus has gone, the focus stays at its item, or at the one that has its place now.
let left;
document.addEventListener("htmx:beforeSwap", () => {
  const row = document.activeElement.closest("tr[id]");
  left = row && { id: row.id, day: row.parentElement.dataset.day, at: row.sectionRowIndex };
});
document.addEventListener("htmx:afterSettle", () => {
  if (document.activeElement !== document.body || !page()) return;
  const others = left && document.querySelectorAll(`tbody[data-day="${left.day}"] > tr`);
  const row = left && (document.getElementById(left.id) ?? others[Math.min(left.at, others.length - 1)]);
  const link = row?.querySelector("a[id]");
  link ? link.focus() : page().querySelector("h1").focus({ preventScroll: true });
});

function inOrder(row) {
  const { previousElementSibling: before, nextElementSibling: after } = row;
  const order = row.dataset.order;
  return !(before?.dataset.order > order) && !(after?.dataset.order < order);
}

// A name that is offered takes the place of what was typed of it.
document.addEventListener("click", (event) => {
  const offer = event.target.closest("[data-offers]");
  const field = offer?.form?.elements[offer.dataset.field];
  if (!field) return;
  field.value = field.value.slice(0, field.value.length - offer.dataset.instead.length) + offer.dataset.offers;
  field.focus();
  field.dispatchEvent(new Event("input", { bubbles: true }));
});

let dragged;
document.addEventListener("dragstart", (event) => {
  dragged = event.target.matches?.("[data-drags]") ? rowOf(event.target) : undefined;
  event.dataTransfer?.setDragImage(dragged ?? event.target, 0, 0);
});
document.addEventListener("dragover", (event) => {
  const over = dragged && event.target.closest("[data-day]");
  for (const marked of document.querySelectorAll(".dropping")) if (marked !== over) marked.classList.remove("dropping");
  if (!over) return;
  event.preventDefault();
  over.classList.add("dropping");
});
document.addEventListener("drop", (event) => {
  const over = dragged && event.target.closest("[data-day]");
  if (!over) return;
  event.preventDefault();
  move(dragged, over.dataset.day, over.dataset.start ?? dragged.dataset.start);
  dragged = undefined;
});
