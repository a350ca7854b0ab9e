// Shares the page by the device's own list of programs where the browser has one; else copies the address.
const place = document.getElementById("share-at-once");
const button = place.querySelector("button");
const address = document.getElementById("share-address");

const share = () =>
  // Whoever closes the list has shared nothing, and nothing is to be said.
  navigator.share({ title: document.querySelector("meta[property='og:title']").content, url: address.value }).catch(() => {});

const copy = async () => {
  address.select(); // It is at hand where the browser lets no page write.
  await navigator.clipboard.writeText(address.value);
  place.querySelector("[role=status]").textContent = place.dataset.copied;
};

if (navigator.share || navigator.clipboard) {
  if (!navigator.share) button.textContent = place.dataset.copy;
  button.addEventListener("click", navigator.share ? share : () => copy().catch(() => {}));
  place.hidden = false;
}
