// Tells beside the form why what was sent in place was not taken. What was typed stays.

const words = document.currentScript.dataset;

function tell(element, text) {
  const place = element.closest("[data-refuses]")?.querySelector("[data-refusal]") ?? document.querySelector("[data-refusal]");
  if (place) place.textContent = text;
}

document.addEventListener("htmx:responseError", ({ detail }) => {
  const { status, responseText } = detail.xhr;
  tell(detail.elt, status === 401 ? responseText : status >= 500 ? words.away : words.refused);
});
document.addEventListener("htmx:sendError", ({ detail }) => tell(detail.elt, words.away));
document.addEventListener("htmx:afterSwap", ({ detail }) => tell(detail.elt, ""));
