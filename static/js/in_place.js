// What is sent in place, and what was typed meanwhile. Words outlive every answer: a field in which somebody typed is known by
// its id, a row that is open as a form by its own; both go over into what the answer puts there.
// Who signed in anew since the page was loaded gets the token that their forms need now.

const words = document.currentScript.dataset;
const isTaken = ({ status }) => status >= 200 && status < 400;

function tell(element, text) {
  const place = element.closest("[data-refuses]")?.querySelector("[data-refusal]") ?? document.querySelector("[data-refusal]");
  if (place) place.textContent = text;
}

document.addEventListener("htmx:responseError", ({ detail }) => {
  const { status, responseText } = detail.xhr;
  const token = detail.xhr.getResponseHeader("X-CSRFToken");
  if (token) for (const field of document.getElementsByName("csrfmiddlewaretoken")) field.value = token;
  tell(detail.elt, status === 401 || token ? responseText : status >= 500 ? words.away : words.refused);
});
document.addEventListener("htmx:sendError", ({ detail }) => tell(detail.elt, words.away));
// What is offered for a line or a name, and how many clashes there are, says nothing of what failed.
document.addEventListener("htmx:afterSwap", ({ detail }) => detail.target.matches(".understood, #clashes") || tell(detail.elt, ""));

// Typed is what no answer has taken yet.
const sent = new WeakMap();
const typedIn = (part) => [...part.querySelectorAll("[data-typed]")];
const markTyped = (field) => field && (field.dataset.typed = "");
document.addEventListener("input", ({ target }) => markTyped(target));
document.addEventListener("htmx:beforeSend", ({ detail: { elt, xhr } }) => {
  const fields = elt.matches("form") && !elt.closest(".editing") ? [...elt.elements].filter((field) => "typed" in field.dataset) : [];
  sent.set(xhr, fields.map((field) => field.id));
  for (const field of fields) delete field.dataset.typed;
});
document.addEventListener("htmx:afterRequest", ({ detail: { xhr } }) => {
  if (!isTaken(xhr)) for (const id of sent.get(xhr) ?? []) markTyped(document.getElementById(id));
});

// A row that is sent waits for its answer, which takes its place: nobody can type in it.
const locked = new WeakMap();
document.addEventListener("htmx:beforeRequest", ({ detail: { elt, target } }) => {
  if (!target.matches(".editing") || !target.contains(elt)) return;
  locked.set(target, document.activeElement);
  target.inert = true;
});
document.addEventListener("htmx:afterRequest", ({ detail: { target } }) => {
  if (!target.isConnected || !target.inert) return;
  target.inert = false;
  locked.get(target).focus();
});

// What stays beside what is answered: a row in which somebody began to type, a day whose new lines are under way, a typed
// field. Where the answer has no place for it, the page stays as it was.
const stays = { parts: [], fields: [], focus: null };
const isBegun = (part) => part.inert || part.matches(".editing:has([data-typed], [role=alert]), :has(> .htmx-request)");
document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  if (!detail.shouldSwap) return;
  const pressed = detail.requestConfig.triggeringEvent?.submitter;
  const asked = detail.requestConfig.elt; // the row that was sent is answered, and does not stay
  const others = [...detail.target.querySelectorAll(".editing, [data-refuses]")].filter((part) => !part.contains(asked));
  const begun = others.filter(isBegun);
  const parts = begun.filter((part) => !begun.some((other) => other !== part && other.contains(part)));
  const homeless = parts.filter((part) => !detail.serverResponse.includes(`id="${part.id}"`));
  const open = homeless.find((part) => !part.contains(pressed));
  if (open) {
    detail.shouldSwap = false;
    return tell(open.querySelector("form"), words.open);
  }
  stays.focus = document.activeElement;
  stays.parts = parts.filter((part) => !homeless.includes(part));
  stays.fields = typedIn(detail.target).filter((field) => !parts.some((part) => part.contains(field)));
  for (const part of stays.parts) part.remove();
});
document.addEventListener("htmx:afterSwap", () => {
  for (const part of stays.parts.splice(0)) document.getElementById(part.id).replaceWith(part);
  for (const field of stays.fields.splice(0)) goOver(field, document.getElementById(field.id));
});
// The answer takes the focus only from what it leaves no place for.
document.addEventListener("htmx:afterSettle", () => {
  const there = stays.focus?.isConnected ? stays.focus : document.getElementById(stays.focus?.id);
  if (there && there !== document.body) there.focus({ preventScroll: true });
});

function goOver(from, to) {
  if (!to) return;
  if (to.type === "checkbox") to.checked = from.checked;
  else to.value = [to.matches("[data-line]") && to.value, from.value].filter(Boolean).join("\n");
  to.dispatchEvent(new Event("input", { bubbles: true }));
}
