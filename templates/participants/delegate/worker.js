// Keeps the pages that a delegate has opened, so that they can be read without a line. It edits nothing.
//
// The site says with X-Visit which answers may be kept, and for which visit and rights: copies of another one are deleted.
// Answers without it are never kept: they show a secret, or what a code is asked for.
// Whatever can be fetched is fetched. A kept copy is shown if that fails or takes too long, and its root then says so.
const BEGINNING = "delegate-";
const PATIENCE = 4000; // milliseconds
const FORGETTING = ["open/", "enter/", "leave/", "choose/"]; // posting to these changes who reads

const forget = async (stays) => {
  for (const name of await caches.keys()) if (name.startsWith(BEGINNING) && name !== stays) await caches.delete(name);
};

const kept = async (request) => (await caches.match(request, { ignoreVary: true })) ?? null;

// In the look of the others: their stylesheet is kept with them.
const page = (status, heading, text) =>
  new Response(
    `<!doctype html><html lang="{{ language }}"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${heading}</title><link rel="stylesheet" href="{{ style|escapejs }}"><header class="site-head"><div class="wrap"><a class="site-name" href="{{ base }}">{{ back|escapejs }}</a></div></header><div class="wrap"><main><h1>${heading}</h1><p>${text}</p></main></div>`,
    { status, headers: { "Content-Type": "text/html; charset=utf-8" } },
  );

const offline = () => page(503, "{{ no_line|escapejs }}", "{{ not_kept|escapejs }}");
const unsent = () => page(503, "{{ no_line|escapejs }}", "{{ not_sent|escapejs }}");

// The copy, which says of itself that it is one.
const marked = async (copy) => {
  if (!copy.headers.get("Content-Type")?.startsWith("text/html")) return copy;
  const text = await copy.text();
  return new Response(text.replace('data-kept="no"', 'data-kept="yes"'), { headers: copy.headers });
};

const drop = async (request) => {
  for (const name of await caches.keys()) await (await caches.open(name)).delete(request);
};

// Notes what an answer means for the copies, and hands it on.
const take = async (request, answer) => {
  const visit = answer.headers.get("X-Visit");
  if (answer.status === 401) await forget();
  if (answer.status === 404 || (answer.ok && !visit)) await drop(request);
  if (answer.status === 200 && visit) {
    await forget(BEGINNING + visit);
    // A device without room keeps nothing, and the answer is read all the same.
    await (await caches.open(BEGINNING + visit)).put(request, answer.clone()).catch(() => {});
  }
  return answer;
};

const read = async (event) => {
  const copy = await kept(event.request);
  const fresh = fetch(event.request).then((answer) => take(event.request, answer));
  event.waitUntil(fresh.catch(() => {}));
  if (!copy) return fresh.catch(offline);
  let isLate = false;
  const late = new Promise((done) => setTimeout(done, PATIENCE, null)).then(() => ((isLate = true), null));
  const answer = await Promise.race([fresh.catch(() => null), late]);
  if (answer && answer.status < 500) return answer;
  if (isLate) event.waitUntil(fresh.then(() => tell(event.resultingClientId)).catch(() => {}));
  return marked(copy);
};

const tell = async (id) => (await clients.get(id))?.postMessage("newer");

// Files named by their bytes never change: the copy is as good.
const asset = async (request) => {
  const copy = await kept(request);
  return copy ?? fetch(request);
};

const post = async (request) => {
  if (FORGETTING.some((end) => new URL(request.url).pathname.endsWith(end))) await forget();
  return fetch(request).catch(unsent);
};

const keep = async (address) => {
  const request = new Request(address, { credentials: "same-origin" });
  if (new URL(address).pathname.startsWith("{{ base }}")) return take(request, await fetch(request));
  const name = (await caches.keys()).find((each) => each.startsWith(BEGINNING));
  if (name && !(await kept(request))) await (await caches.open(name)).add(request);
};

// One after the other, so that a slow line first brings what is asked for. What fails is kept at the next visit.
const keepAll = async (addresses) => {
  for (const address of addresses) await keep(address).catch(() => {});
};

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(clients.claim()));
self.addEventListener("message", (event) => event.waitUntil(keepAll(event.data.keep)));
self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (url.origin !== location.origin) return;
  if (event.request.method === "POST") event.respondWith(post(event.request));
  else if (event.request.method !== "GET") return;
  else if (url.pathname.startsWith("{{ static }}")) event.respondWith(asset(event.request));
  else if (url.pathname.startsWith("{{ base }}") && !url.searchParams.has("key")) event.respondWith(read(event));
});
