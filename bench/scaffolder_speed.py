#!/usr/bin/env python3
"""Runs templates on the built product: a task of 200 files that are rendered and pushed to a local repository, a hundred
tasks at a time, and how soon lines of a log arrive.

usage: scaffolder_speed.py [--home runtime/distribution/target/callboard] [--port 7917] [--runs 20] [--tasks 100]
Starts a server on a data directory of its own and stops it. Prints JSON: milliseconds; CPU of the server process per task.
"""
import argparse
import datetime
import json
import os
import shutil
import signal
import statistics
import subprocess
import tempfile
import threading
import time
import urllib.request

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
ap = argparse.ArgumentParser()
ap.add_argument('--home', default=os.path.join(ROOT, 'runtime/distribution/target/callboard'))
ap.add_argument('--port', type=int, default=7917)
ap.add_argument('--runs', type=int, default=20)
ap.add_argument('--tasks', type=int, default=100)
args = ap.parse_args()
BASE = f'http://127.0.0.1:{args.port}'
TASKS = BASE + '/api/scaffolder/v2/tasks'
TOKEN = 'bench-token-0123456789'
HEAD = 'apiVersion: scaffolder.backstage.io/v1beta3\nkind: Template\nmetadata: {name: %s}\nspec:\n  type: x\n  steps:\n'


def call(url, body=None):
    request = urllib.request.Request(url, headers={'Authorization': 'Bearer ' + TOKEN, 'Content-Type': 'application/json'})
    data = None if body is None else json.dumps(body).encode()
    with urllib.request.urlopen(request, data, timeout=60) as answer:
        return json.load(answer)


def create(template, values):
    return call(TASKS, {'templateRef': 'template:default/' + template, 'values': values})['id']


def events(task):
    """Follows a task; gives each event with the time of its arrival."""
    request = urllib.request.Request(f'{TASKS}/{task}/eventstream', headers={'Authorization': 'Bearer ' + TOKEN})
    with urllib.request.urlopen(request, timeout=120) as stream:
        for line in stream:
            if line.startswith(b'data:'):
                yield time.time(), json.loads(line[5:])


def stamp(text):
    return datetime.datetime.fromisoformat(text.replace('Z', '+00:00')).timestamp()


def follow(task, delays=None):
    """Waits for the end of a task; returns its message."""
    for arrived, event in events(task):
        if delays is not None and event['type'] == 'log':
            delays.append((arrived - stamp(event['createdAt'])) * 1000)
        if event['type'] == 'completion':
            return event['body']['message']


def cpu(pid):
    with open(f'/proc/{pid}/stat') as file:
        fields = file.read().rsplit(')', 1)[1].split()
    return (int(fields[11]) + int(fields[12])) * 1000 / os.sysconf('SC_CLK_TCK')


def summary(values):
    ordered = sorted(values)
    return {'median': round(statistics.median(ordered)), 'p95': round(ordered[int(len(ordered) * .95) - 1]), 'max': round(ordered[-1])}


def prepare(work):
    catalog = os.path.join(work, 'catalog')
    skeleton = os.path.join(catalog, 'skeleton')
    for i in range(200):
        folder = os.path.join(skeleton, f'module{i % 20}', 'src')
        os.makedirs(folder, exist_ok=True)
        with open(os.path.join(folder, f'File{i}.java'), 'w') as file:
            file.write('package ${{ values.name }};\n' + f'/** Of ${{{{ values.owner | upper }}}}. */\nclass File{i} {{}}\n' * 20)
    push = '  - {id: f, action: "fetch:template", input: {url: ./skeleton, values: {name: "${{ parameters.name }}", owner: me}}}\n'
    push += '  - {id: p, action: "publish:git", input: {remoteUrl: "file://%s/${{ parameters.name }}.git"}}\n' % os.path.join(work, 'git')
    light = ''.join('  - {id: l%d, action: "debug:log", input: {message: "line %d"}}\n' % (i, i) for i in range(5))
    for name, steps in {'push': push, 'light': light}.items():
        with open(os.path.join(catalog, name + '.yaml'), 'w') as file:
            file.write(HEAD % name + steps)
    os.makedirs(os.path.join(work, 'git'))
    with open(os.path.join(work, 'app-config.yaml'), 'w') as file:
        file.write(f'''app: {{baseUrl: "{BASE}"}}
backend:
  baseUrl: {BASE}
  listen: {{host: 127.0.0.1}}
  limits: {{eventStreamsPerCaller: 1000, inFlightPerService: 1000}}
  auth: {{externalAccess: [{{type: static, options: {{token: {TOKEN}, subject: bench}}}}]}}
catalog:
  rules: [{{allow: [Template]}}]
  locations: [{{type: file, target: "{catalog}/*.yaml"}}]
scaffolder:
  git: {{directories: ["{os.path.join(work, 'git')}"]}}
  quota: {{perUser: 1000, perHour: 100000}}
''')


def ready():
    for _ in range(600):
        try:
            if len(call(BASE + '/api/catalog/entities?filter=kind=template')) == 2:
                return
        except OSError:
            pass
        time.sleep(.1)
    raise SystemExit('the server does not get ready')


def pushes(pid):
    for i in range(10):
        follow(create('push', {'name': f'warm{i}'}))
    times = []
    before = cpu(pid)
    for i in range(args.runs):
        start = time.time()
        message = follow(create('push', {'name': f'run{i}'}))
        times.append((time.time() - start) * 1000)
        if 'completed' not in message:
            raise SystemExit(message)
    return {'wall': summary(times), 'cpuPerTask': round((cpu(pid) - before) / args.runs)}


def many():
    delays = []
    ends = []
    threads = []
    start = time.time()

    def one(task):
        follow(task, delays)
        ends.append((time.time() - start) * 1000)

    for task in [create('light', {}) for _ in range(args.tasks)]:
        thread = threading.Thread(target=one, args=(task,))
        thread.start()
        threads.append(thread)
    for thread in threads:
        thread.join()
    return {'ended': len(ends), 'untilEnd': summary(ends)}


def lines():
    delays = []
    for _ in range(args.runs):
        follow(create('light', {}), delays)
    return summary(delays)


work = tempfile.mkdtemp()
prepare(work)
server = subprocess.Popen(
    [os.path.join(args.home, 'bin/callboard'), 'run', '--port', str(args.port), '--data', os.path.join(work, 'data'),
     '--config', os.path.join(work, 'app-config.yaml')], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
try:
    ready()
    print(json.dumps({'push200': pushes(server.pid), 'hundred': many(), 'lineDelay': lines(), 'load': os.getloadavg()[0]}))
finally:
    server.send_signal(signal.SIGTERM)
    server.wait(30)
    shutil.rmtree(work, ignore_errors=True)
