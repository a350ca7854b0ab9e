// Asks the browser for a passkey when the button of a form with data-passkey is pressed, and sends what it answers.
// The conversions between JSON and the browser's buffers are webauthn-json.js's, which comes with allauth.

const known = () => JSON.parse(document.getElementById("passkey-data").textContent);

const fetched = async (form) => {
  const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(`${answer.status}`);
  return answer.json();
};

// One that signs in alone: the device keeps it, and asks who is there.
const alone = (options) => {
  const wanted = { residentKey: "required", requireResidentKey: true, userVerification: "required" };
  Object.assign(options.publicKey.authenticatorSelection, wanted);
  return options;
};

const TASKS = {
  add: async () => webauthnJSON.create(alone(known().creation_options)),
  authenticate: async () => webauthnJSON.get(known().request_options),
  login: async (form) => webauthnJSON.get((await fetched(form)).request_options),
};

for (const form of document.querySelectorAll("form[data-passkey]")) {
  if (!window.PublicKeyCredential) continue;
  form.hidden = false;
  form.querySelector("button").addEventListener("click", async () => {
    const failure = form.querySelector("[role=alert]");
    failure.hidden = true;
    try {
      form.elements.credential.value = JSON.stringify(await TASKS[form.dataset.passkey](form));
      form.submit();
    } catch {
      failure.hidden = false;
    }
  });
}
