// The builder without a mouse, and with one: Enter adds a typed line, Alt and an arrow move an item, with Shift to another day
// or to the tray, Ctrl and Z take the last step back, and an item can be dragged.
// Each sends a form that stands on the page.

const page = () => document.getElementById("builder");
const rowOf = (element) => element.closest?.("tr[data-item]");

document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && event.target.matches("[data-line]") && !isUnderWay(event.target.form)) {
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

// Of two answers that cross, the later may be drawn from before the earlier: then the page is drawn anew.
let answered = 0;
document.addEventListener("htmx:beforeSend", ({ detail: { elt, target, xhr } }) => {
  if (!elt.matches("form") && target !== page()) return;
  const before = answered;
  xhr.addEventListener("loadend", () => {
    const isCrossed = answered !== before;
    if (elt.matches("form")) answered += 1;
    if (isCrossed) drawAnew();
  });
});

// While lines are under way the next can be typed: they are sent as soon as the answer is there. What is not taken comes back.
const isUnderWay = (form) => form.matches(".htmx-request");
document.addEventListener("htmx:beforeSend", ({ detail: { elt, xhr } }) => {
  const line = elt.matches("form") && elt.querySelector("[data-line]");
  if (!line) return;
  const text = line.value;
  line.value = "";
  xhr.addEventListener("loadend", () => {
    const next = document.getElementById(line.id);
    if (isTaken(xhr) && next?.value.endsWith("\n")) next.form.requestSubmit();
    else if (!isTaken(xhr) && line.isConnected) line.value = [text, line.value].filter(Boolean).join("\n");
  });
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

// A row that was given another time or day goes where it belongs; a day that is not listed comes with the page drawn anew.
document.addEventListener("htmx:afterSettle", () => {
  for (const row of document.querySelectorAll("tr[data-item]")) {
    const day = document.querySelector(`tbody[data-day="${row.dataset.day}"]`);
    if (!day) return drawAnew();
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

function drawAnew() {
  htmx.ajax("GET", location.pathname, { target: "#builder", select: "#builder", swap: "outerHTML" });
}

function inOrder(row) {
  const { previousElementSibling: before, nextElementSibling: after } = row;
  const order = row.dataset.order;
  return !(before?.dataset.order > order) && !(after?.dataset.order < order);
}

// A name that is offered takes the place of what was typed of it, and of no more where somebody typed on.
document.addEventListener("click", (event) => {
  const offer = event.target.closest("[data-offers]");
  const field = offer?.form?.elements[offer.dataset.field];
  if (!field) return;
  const { instead, offers } = offer.dataset;
  const at = field.value.lastIndexOf(instead);
  if (at < 0) return;
  const behind = field.value.slice(at + instead.length).replace(/^\p{L}+/u, "");
  field.value = field.value.slice(0, at) + offers + behind;
  field.focus();
  field.dispatchEvent(new Event("input", { bubbles: true }));
});

let dragged;
document.addEventListener("dragstart", (event) => {
  dragged = event.target.matches?.("[data-drags]") ? rowOf(event.target) : undefined;
  if (dragged) event.dataTransfer?.setDragImage(dragged, 0, 0);
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
