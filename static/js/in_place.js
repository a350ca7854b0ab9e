// Tells beside the form why what was sent in place was not taken. What was typed stays.
// Who signed in anew since the page was loaded gets the token that their forms need now.

const words = document.currentScript.dataset;

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
document.addEventListener("htmx:afterSwap", ({ detail }) => tell(detail.elt, ""));
