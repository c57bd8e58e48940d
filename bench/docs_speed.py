#!/usr/bin/env python3
"""Builds a documentation tree with a running server and with MkDocs, in turn, and compares the times.

usage: docs_speed.py TREE [--home runtime/distribution/target/callboard] [--port 7919] [--runs 8] [--pages 500] [--rebuilds 20]
TREE has a mkdocs.yml. Each run builds a copy of it that no run before has seen, so that nothing is in a cache. The time of
Callboard is that of `GET /api/techdocs/sync/...` until it says that it has finished, the site being stored; that of MkDocs that of
the process `mkdocs build`. Both get the same configuration: that of docs_compare.py, and for MkDocs with --pygments the colouring
of code that TechDocs turns on. After that, a site of so many pages is built cold and then, all pages changed, again and again; the
heap is measured after a full collection. Needs Debian's mkdocs, mkdocs-material and python3-pymdownx, and jcmd. Prints JSON.
"""
import argparse
import glob
import json
import os
import resource
import shutil
import signal
import statistics
import subprocess
import tempfile
import time
import urllib.request

import docs_compare

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
ap.add_argument('tree')
ap.add_argument('--home', default=os.path.join(ROOT, 'runtime/distribution/target/callboard'))
ap.add_argument('--port', type=int, default=7919)
ap.add_argument('--runs', type=int, default=8)
ap.add_argument('--pages', type=int, default=500)
ap.add_argument('--rebuilds', type=int, default=20)
ap.add_argument('--pygments', action='store_true')
args = ap.parse_args()
BASE = f'http://127.0.0.1:{args.port}'
TOKEN = 'bench-token-0123456789'
ENTITY = '''---
apiVersion: backstage.io/v1alpha1
kind: Component
metadata: {name: %s, annotations: {backstage.io/techdocs-ref: 'dir:./%s'}}
spec: {type: documentation, lifecycle: production, owner: me}
'''


def call(path):
    request = urllib.request.Request(BASE + path, headers={'Authorization': 'Bearer ' + TOKEN})
    with urllib.request.urlopen(request, timeout=120) as answer:
        return answer.read().decode()


def cpu(pid):
    with open(f'/proc/{pid}/stat') as file:
        fields = file.read().rsplit(')', 1)[1].split()
    return (int(fields[11]) + int(fields[12])) * 1000 // os.sysconf('SC_CLK_TCK')


def pages_of(folder):
    return sorted(glob.glob(os.path.join(folder, '**/*.md'), recursive=True))


def change(folder, word):
    for page in pages_of(folder):
        with open(page, 'a', encoding='utf-8') as file:
            file.write('\n\nThis is %s.\n' % word)


def entity(folder, name):
    with open(os.path.join(os.path.dirname(folder), 'all.yaml'), 'a') as file:
        file.write(ENTITY % (name, name))


def prepare(work):
    for i in range(args.runs):
        folder = os.path.join(work, 'catalog', f'site{i}')
        change(docs_compare.prepare(args.tree, folder), f'copy {i}')
        if args.pygments:
            config = os.path.join(folder, 'mkdocs.yml')
            text = open(config).read().replace('{use_pygments: false}', '{linenums: true, pygments_lang_class: true}')
            open(config, 'w').write(text)
        entity(folder, f'site{i}')
    large = os.path.join(work, 'catalog', 'large')
    pages = docs_compare.prepare(args.tree, large)
    count = len(pages_of(pages))
    for i in range(1, args.pages // count + 1):
        shutil.copytree(os.path.join(work, 'catalog/site0', os.path.relpath(pages, large)), os.path.join(pages, f'part{i}'))
    for page in pages_of(pages)[args.pages:]:
        os.remove(page)
    entity(large, 'large')
    with open(os.path.join(work, 'app-config.yaml'), 'w') as file:
        file.write(f'''app: {{baseUrl: "{BASE}"}}
backend:
  baseUrl: {BASE}
  listen: {{host: 127.0.0.1}}
  auth: {{externalAccess: [{{type: static, options: {{token: {TOKEN}, subject: bench}}}}]}}
permission: {{admins: ['external:bench']}}
catalog:
  rules: [{{allow: [Component]}}]
  locations: [{{type: file, target: "{work}/catalog/all.yaml"}}]
techdocs: {{build: {{eager: false, watchInterval: 0ms}}}}
''')
    return pages


def ready():
    for _ in range(900):
        try:
            if len(json.loads(call('/api/catalog/entities?filter=kind=component'))) == args.runs + 1:
                return
        except OSError:
            pass
        time.sleep(.1)
    raise SystemExit('the server does not get ready')


def ours(pid, name):
    start, before = time.time(), cpu(pid)
    answer = call(f'/api/techdocs/sync/default/component/{name}')
    wall = (time.time() - start) * 1000
    if '"updated":true' not in answer:
        raise SystemExit(answer)
    return round(wall), cpu(pid) - before


def theirs(folder, out):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.time()
    subprocess.run(['mkdocs', 'build', '-q', '-d', out], cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    wall = (time.time() - start) * 1000
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return round(wall), round((after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) * 1000)


def heap(pid):
    subprocess.run(['jcmd', str(pid), 'GC.run'], check=True, stdout=subprocess.DEVNULL)
    counts = subprocess.run(['jcmd', str(pid), 'GC.heap_info'], check=True, capture_output=True, text=True).stdout
    used = next(line for line in counts.splitlines() if 'used' in line)
    return int(used.split('used ')[1].split('K')[0]) // 1024


def main():
    work = tempfile.mkdtemp()
    pages = prepare(work)
    server = subprocess.Popen(
        [os.path.join(args.home, 'bin/callboard'), 'run', '--port', str(args.port), '--data', os.path.join(work, 'data'),
         '--config', os.path.join(work, 'app-config.yaml')], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        ready()
        time.sleep(5)
        rounds = []
        for i in range(args.runs):
            mine = ours(server.pid, f'site{i}')
            other = theirs(os.path.join(work, 'catalog', f'site{i}'), os.path.join(work, 'out'))
            rounds.append({'callboard': mine, 'mkdocs': other, 'load': round(os.getloadavg()[0], 1),
                           'ratio': round(other[0] / mine[0], 1), 'ratioCpu': round(other[1] / max(1, mine[1]), 1)})
            print(json.dumps(rounds[-1]), flush=True)
        large = ours(server.pid, 'large')
        heaps = []
        for i in range(args.rebuilds):
            change(pages, f'change {i}')
            ours(server.pid, 'large')
            heaps.append(heap(server.pid))
        ratios = [each['ratio'] for each in rounds]
        print(json.dumps({'pages': len(pages_of(pages)), 'largeCold': large, 'heapMiB': heaps, 'first': ratios[0],
                          'medianOfLater': statistics.median(ratios[1:] or ratios), 'load': os.getloadavg()[0]}))
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(30)
        shutil.rmtree(work, ignore_errors=True)


if __name__ == '__main__':
    main()
