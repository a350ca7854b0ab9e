"""What a browser has kept, and a phone whose line is slow or gone. A browser asks each of its processes for itself."""

import json

from playwright.sync_api import Page

UNTIL_KEPT = """async (fewest) => {
  const count = async () => {
    const names = await caches.keys();
    return names.length ? (await (await caches.open(names[0])).keys()).length : 0;
  };
  const end = Date.now() + 5000;
  while ((await count()) < fewest && Date.now() < end) await new Promise((again) => setTimeout(again, 50));
}"""
"""Waits until the browser has kept so many answers, and gives up after five seconds."""
UNTIL_FORGOTTEN = """async () => {
  const end = Date.now() + 5000;
  while ((await caches.keys()).length && Date.now() < end) await new Promise((again) => setTimeout(again, 50));
}"""
EVERYTHING_KEPT = """async () => {
  const texts = [];
  for (const name of await caches.keys()) {
    const copies = await caches.open(name);
    for (const each of await copies.keys()) texts.push(await (await copies.match(each)).text());
  }
  return texts.join();
}"""


def slow_down(page: Page, *, latency: int, kilobits: int = 400) -> None:
    """The page's line and that of its worker get `latency` milliseconds and so many kilobits a second."""
    speed = kilobits * 1000 / 8
    conditions = {"offline": False, "latency": latency, "downloadThroughput": speed, "uploadThroughput": speed}
    own = page.context.new_cdp_session(page)
    own.send("Network.enable")
    own.send("Network.emulateNetworkConditions", conditions)
    assert page.context.browser
    browser = page.context.browser.new_browser_cdp_session()
    for target in browser.send("Target.getTargets")["targetInfos"]:
        if target["type"] == "service_worker":
            facts = {"targetId": target["targetId"], "flatten": False}
            session = browser.send("Target.attachToTarget", facts)["sessionId"]
            for number, (method, params) in enumerate(
                (("Network.enable", {}), ("Network.emulateNetworkConditions", conditions)), 1
            ):
                message = json.dumps({"id": number, "method": method, "params": params})
                browser.send("Target.sendMessageToTarget", {"sessionId": session, "message": message})
