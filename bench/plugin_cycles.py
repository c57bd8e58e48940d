#!/usr/bin/env python3
"""Measure the life of a plugin on a running server: drop, remove, and update cycles under load.

usage: plugin_cycles.py --base URL --token T --plugins DIR --jar hello.jar --pid PID
                        [--drops 20] [--cycles 1000] [--rate 200] [--others 0]

--jar is the sample `hello`; other plugins and further versions are made of it by renaming.
Prints one JSON line: drop to first 200 and removal to 404 (p50, p95, max), and for the update
cycles the requests, failures and latency percentiles on the updated plugin and on another one,
plus the class loaders of the updated plugin that are alive afterwards (needs jcmd).
"""
import argparse, http.client, json, os, re, subprocess, threading, time, urllib.parse, zipfile

ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
ap.add_argument("--base", default="http://127.0.0.1:7007")
ap.add_argument("--token", required=True)
ap.add_argument("--plugins", required=True)
ap.add_argument("--jar", required=True)
ap.add_argument("--pid", type=int, required=True)
ap.add_argument("--drops", type=int, default=20)
ap.add_argument("--cycles", type=int, default=1000)
ap.add_argument("--rate", type=int, default=200, help="requests per second on each of the two plugins")
ap.add_argument("--resource", default="HelloPlugin", help="class of the sample that each class loader loads once")
ap.add_argument("--others", type=int, default=0)
a = ap.parse_args()
host = urllib.parse.urlsplit(a.base)


def variant(plugin, version, target):
    """Writes the sample under another id and version, whole at once."""
    tmp = target + ".tmp"
    with zipfile.ZipFile(a.jar) as src, zipfile.ZipFile(tmp, "w", zipfile.ZIP_DEFLATED) as dst:
        for item in src.infolist():
            data = src.read(item)
            if item.filename == "META-INF/MANIFEST.MF":
                text = data.decode().replace("\r\n ", "").replace("\n ", "")
                text = re.sub(r"(?m)^Bundle-Version: .*$", "Bundle-Version: " + version, text)
                text = re.sub(r"(?m)^(Bundle-SymbolicName: .*?)hello", r"\g<1>" + plugin, text)
                text = re.sub(r'id="?hello"?', 'id="%s"' % plugin, text)
                data = wrap(text).encode()
            elif item.filename.startswith("OSGI-INF/"):
                data = data.replace(b"/hello", b"/" + plugin.encode()).replace(
                    b">hello<", b">" + plugin.encode() + b"<").replace(b'value="hello"', b'value="' + plugin.encode() + b'"')
            dst.writestr(item.filename, data)
    os.rename(tmp, target)


def wrap(text):
    out = []
    for line in text.replace("\r\n", "\n").split("\n"):
        while len(line.encode()) > 70:
            out.append(line[:70])
            line = " " + line[70:]
        out.append(line)
    return "\r\n".join(out)


def get(conn, path):
    conn.request("GET", path, headers={"Authorization": "Bearer " + a.token})
    r = conn.getresponse()
    r.read()
    return r.status


def connect():
    return http.client.HTTPConnection(host.hostname, host.port, timeout=30)


def wait(path, status, t0, limit=30):
    conn = connect()
    while time.time() - t0 < limit:
        try:
            if get(conn, path) == status:
                return time.time() - t0
        except Exception:
            conn.close()
            conn = connect()
        time.sleep(.005)
    raise SystemExit(f"{path} did not give {status} within {limit} s")


def percentile(values, p):
    values = sorted(values)
    return round(values[min(len(values) - 1, int(len(values) * p / 100))], 4) if values else None


def summary(values):
    return {"n": len(values), "p50": percentile(values, 50), "p95": percentile(values, 95), "p99": percentile(values, 99),
            "max": round(max(values), 4) if values else None}


class Load(threading.Thread):
    """Sends requests at a steady rate, each timed from when it was due, so that a stall is not hidden."""

    def __init__(self, path, rate, stop):
        super().__init__(daemon=True)
        self.path, self.rate, self.stop, self.times, self.failed = path, rate, stop, [], []

    def run(self):
        conn, due, step = connect(), time.time(), 1 / self.rate
        while not self.stop.is_set():
            delay = due - time.time()
            if delay > 0:
                time.sleep(delay)
            try:
                status = get(conn, self.path)
                if status != 200:
                    self.failed.append(status)
            except Exception as e:
                self.failed.append(repr(e))
                conn.close()
                conn = connect()
            self.times.append(time.time() - due)
            due += step


def load(path, rate, stop, clients=4):
    threads = [Load(path, rate / clients, stop) for _ in range(clients)]
    for t in threads:
        t.start()
    return threads


def loaders():
    """Counts the class loaders that have loaded the resource of the sample, after a full collection."""
    for _ in range(3):
        subprocess.run(["jcmd", str(a.pid), "GC.run"], stdout=subprocess.DEVNULL, check=True)
        time.sleep(.5)
    text = subprocess.run(["jcmd", str(a.pid), "VM.classloaders", "show-classes=true"], capture_output=True, text=True, check=True).stdout
    return len(re.findall(r"(?m)\.%s\s*$" % re.escape(a.resource), text))


result = {"others": a.others}
others = []
for i in range(a.others):
    target = os.path.join(a.plugins, f"other{i:02d}.jar")
    variant(f"other{i:02d}", "1.0.0", target)
    others.append(target)
if others:
    t0 = time.time()
    for i in range(a.others):
        wait(f"/api/other{i:02d}/greeting", 200, t0, 120)
    result["others_all_live_s"] = round(time.time() - t0, 2)

drops, removals = [], []
target = os.path.join(a.plugins, "probe.jar")
for i in range(a.drops):
    variant("probe", f"1.0.{i}", target)
    drops.append(wait("/api/probe/greeting", 200, time.time()))
    os.remove(target)
    removals.append(wait("/api/probe/greeting", 404, time.time()))
result["drop_to_200_s"], result["removed_to_404_s"] = summary(drops), summary(removals)

if a.cycles:
    updated, other = os.path.join(a.plugins, "updated.jar"), os.path.join(a.plugins, "steady.jar")
    variant("updated", "1.0.0", updated)
    variant("steady", "1.0.0", other)
    wait("/api/updated/greeting", 200, time.time())
    wait("/api/steady/greeting", 200, time.time())
    stop = threading.Event()
    on_updated, on_other = load("/api/updated/greeting", a.rate, stop), load("/api/steady/greeting", a.rate, stop)
    time.sleep(5)
    for t in on_updated + on_other:
        t.times.clear()
    t0, switched = time.time(), []
    conn = connect()
    for i in range(1, a.cycles + 1):
        version = f"1.0.{i}"
        t1 = time.time()
        variant("updated", version, updated)
        while True:
            conn.request("GET", "/api/plugins/updated", headers={"Authorization": "Bearer " + a.token})
            body = json.loads(conn.getresponse().read())
            if body.get("version") == version and body.get("state", "").lower() == "active":
                break
            if time.time() - t1 > 60:
                raise SystemExit(f"update to {version} did not end: {body}")
            time.sleep(.01)
        switched.append(time.time() - t1)
    stop.set()
    for t in on_updated + on_other:
        t.join(30)
    result["update_cycles"] = {
        "cycles": a.cycles, "seconds": round(time.time() - t0, 1), "update_s": summary(switched),
        "updated": summary([x for t in on_updated for x in t.times]), "updated_failed": sum(len(t.failed) for t in on_updated),
        "other": summary([x for t in on_other for x in t.times]), "other_failed": sum(len(t.failed) for t in on_other),
        "failures": [f for t in on_updated + on_other for f in t.failed][:10]}
    time.sleep(3)
    # The renamed plugins share the names of the classes, so those that did not change are taken off.
    result["update_cycles"]["live_class_loaders"] = loaders() - 1 - a.others
    os.remove(updated)
    os.remove(other)
for t in others:
    os.remove(t)
print(json.dumps(result))
