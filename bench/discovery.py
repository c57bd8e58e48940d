#!/usr/bin/env python3
"""Discovery of a large organisation: a stub that answers as GitHub does, the product, and a kill -9 half-way.

usage: discovery.py --callboard runtime/distribution/target/callboard/bin/callboard --data EMPTY-FOLDER
                    [--repositories 100000] [--port 7031] [--delay MILLISECONDS] [--config FILE] [--timeout 1800]

Starts the stub and the server, ends the server when half of the pages have been asked for, starts it again
and waits until each repository's entity is in the catalog. Then has discovery run once more, in which nothing
has changed. Prints one line of JSON: how many pages were asked for until the kill, after it and in the second
run, how many files were read, how many changes the second run made in the catalog, the processor time and the most memory of the two processes.
"""
import argparse, json, os, re, signal, subprocess, threading, time, urllib.error, urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PAGE = 100
TOKEN = "bench-token-of-discovery"


class Hub(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm, wbufsize = True, -1
    delay, count, pages, files, lock = 0.0, 0, [], 0, threading.Lock()

    def log_message(self, *_):
        pass

    def handle(self):
        try:
            super().handle()
        except ConnectionError:
            pass  # the server was killed

    def answer(self, status, text, kind="application/json"):
        time.sleep(Hub.delay)
        body = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("ETag", '"%x"' % hash(text))
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self):
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        after = int(asked["variables"].get("after") or 0)
        with Hub.lock:
            Hub.pages.append(after)
        last = min(after + PAGE, Hub.count)
        nodes = [
            {
                "name": f"r{i:06}", "url": f"http://{self.headers['Host']}/acme/r{i:06}", "isArchived": False,
                "isFork": False, "visibility": "PRIVATE", "defaultBranchRef": {"name": "main"},
                "repositoryTopics": {"nodes": []},
            }
            for i in range(after, last)
        ]
        page = {"nodes": nodes, "pageInfo": {"hasNextPage": last < Hub.count, "endCursor": str(last)}}
        self.answer(200, json.dumps({"data": {"repositoryOwner": {"repositories": page}}}))

    def do_GET(self):
        found = re.search(r"/repos/acme/(r\d{6})/contents/catalog-info.yaml", self.path)
        if not found:
            self.answer(200, "[]") if self.path.split("?")[0].endswith("/commits") else self.answer(404, "{}")
            return
        with Hub.lock:
            Hub.files += 1
        name = found.group(1)
        self.answer(
            200,
            "apiVersion: backstage.io/v1alpha1\nkind: Component\n"
            f"metadata: {{name: {name}}}\nspec: {{type: service, lifecycle: production, owner: core}}\n",
            "text/plain",
        )


class Server:
    def __init__(self, args, folder):
        self.base = f"http://127.0.0.1:{args.port}"
        self.log = open(os.path.join(folder, "server.log"), "a")
        self.process = subprocess.Popen(
            [args.callboard, "run", "--port", str(args.port), "--config", os.path.join(folder, "config.yaml"),
             *(["--config", args.config] if args.config else []),
             "--data", os.path.join(folder, "data")],
            stdout=self.log, stderr=self.log, start_new_session=True,
        )
        self.cpu, self.memory = 0.0, 0

    def sample(self):
        try:
            pid = self.process.pid
            with open(f"/proc/{pid}/stat") as stat:
                fields = stat.read().rsplit(")", 1)[1].split()
            self.cpu = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
            with open(f"/proc/{pid}/status") as status:
                self.memory = int(re.search(r"VmHWM:\s+(\d+)", status.read()).group(1)) // 1024
        except (OSError, IndexError, AttributeError):
            pass

    def ask(self, path, method="GET"):
        request = urllib.request.Request(
            self.base + path, method=method, headers={"Authorization": "Bearer " + TOKEN})
        try:
            with urllib.request.urlopen(request, timeout=20) as answer:
                text = answer.read()
                return json.loads(text) if text else {}
        except (OSError, ValueError, urllib.error.URLError):
            return {}

    def components(self):
        return self.ask("/api/catalog/entities/by-query?limit=0&filter=kind=component").get("totalItems", 0)

    def end(self, how):
        self.sample()
        os.kill(self.process.pid, how)
        self.process.wait()


def until(server, what, condition, timeout):
    end = time.time() + timeout
    while not condition():
        server.sample()
        if time.time() > end or server.process.poll() is not None:
            raise SystemExit(f"never: {what}")
        time.sleep(0.5)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--callboard", required=True)
    parser.add_argument("--data", required=True)
    parser.add_argument("--repositories", type=int, default=100000)
    parser.add_argument("--port", type=int, default=7031)
    parser.add_argument("--delay", type=float, default=0, help="milliseconds until the stub answers")
    parser.add_argument("--config", default="", help="a further configuration file")
    parser.add_argument("--timeout", type=int, default=1800)
    args = parser.parse_args()
    hub = ThreadingHTTPServer(("127.0.0.1", 0), Hub)
    hub.daemon_threads = True
    Hub.count, Hub.delay = args.repositories, args.delay / 1000
    threading.Thread(target=hub.serve_forever, daemon=True).start()
    host = f"127.0.0.1:{hub.server_address[1]}"
    os.makedirs(os.path.join(args.data, "data"), mode=0o700)
    with open(os.path.join(args.data, "config.yaml"), "w") as config:
        config.write(f"""\
backend:
  auth: {{externalAccess: [{{type: static, options: {{token: {TOKEN}, subject: bench}}}}]}}
integrations: {{github: [{{host: '{host}', apiBaseUrl: 'http://{host}/api/v3', token: x}}]}}
permission: {{enabled: false, admins: ['external:bench']}}
catalog:
  providers:
    github:
      acme:
        host: '{host}'
        organization: acme
        schedule: {{frequency: {{minutes: 30}}, timeout: {{minutes: 20}}}}
""")
    started = time.time()
    server = Server(args, args.data)
    until(server, "half of the pages", lambda: len(Hub.pages) >= args.repositories / PAGE / 2, args.timeout)
    server.end(signal.SIGKILL)
    before, first = len(Hub.pages), server
    server = Server(args, args.data)
    try:
        until(server, "all repositories", lambda: server.components() >= args.repositories, args.timeout)
        seconds = time.time() - started
        pages, files = len(Hub.pages), Hub.files
        done, changes = server.cpu, server.ask("/api/catalog/changes").get("cursor")
        server.ask("/api/scheduler/tasks/catalog-discovery/github-provider-acme/trigger", "POST")
        until(server, "a second run", lambda: len(Hub.pages) >= pages + args.repositories / PAGE, args.timeout)
        time.sleep(5)
        server.sample()
        print(json.dumps({
            "repositories": args.repositories, "seconds": round(seconds, 1), "pages_before_kill": before,
            "pages_after_kill": pages - before, "files_read": files, "pages_second_run": len(Hub.pages) - pages,
            "files_second_run": Hub.files - files,
            "changes_second_run": int(server.ask("/api/catalog/changes").get("cursor")) - int(changes), "cpu_seconds": round(first.cpu + done, 1),
            "cpu_second_run": round(server.cpu - done, 1), "memory_mb": max(first.memory, server.memory),
        }))
    finally:
        server.end(signal.SIGTERM)


main()
