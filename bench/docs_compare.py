#!/usr/bin/env python3
"""Builds documentation with Callboard and with MkDocs, in turn, and compares pages and times.

Needs a folder with trees that hold a mkdocs.yml, Debian's mkdocs, mkdocs-material and python3-pymdownx, the built docs bundle
(`mvn -pl bundles/docs -am install`) and a JDK. For each page the headings, anchors, links, tables and blocks of code are compared;
what differs is counted by its reason. Extensions are those that TechDocs turns on, as far as Debian has them.
"""
import argparse
import collections
import glob
import os
import re
import resource
import shutil
import subprocess
import tempfile
import time
from html.parser import HTMLParser

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
EXTENSIONS = '''
plugins: [search]
theme: {name: material, font: false}
markdown_extensions:
  - toc: {permalink: true}
  - admonition
  - attr_list
  - md_in_html
  - def_list
  - footnotes
  - abbr
  - tables
  - pymdownx.details
  - pymdownx.tabbed: {alternate_style: true}
  - pymdownx.superfences
  - pymdownx.highlight: {use_pygments: false}
  - pymdownx.inlinehilite
  - pymdownx.betterem: {smart_enable: all}
  - pymdownx.caret
  - pymdownx.tilde
  - pymdownx.mark
  - pymdownx.critic
  - pymdownx.smartsymbols
  - pymdownx.magiclink
  - pymdownx.tasklist: {custom_checkbox: true}
  - pymdownx.snippets: {base_path: [., docs]}
'''


class Features(HTMLParser):
    """Collects what is compared from the article of a page."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.found = {name: [] for name in ('headings', 'anchors', 'links', 'tables', 'code')}
        self.article = self.skip = 0
        self.heading = self.pre = None
        self.tables = []

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == 'article':
            self.article += 1
        if not self.article:
            return
        classes = attrs.get('class') or ''
        if tag == 'a' and ('headerlink' in classes or 'md-content__button' in classes):
            self.skip += 1
            return
        if self.skip and tag == 'a':
            self.skip += 1
        if tag == 'a' and 'href' in attrs:
            self.found['links'].append(attrs['href'])
        if re.fullmatch('h[1-6]', tag):
            self.heading = [tag, attrs.get('id') or '', '']
        if tag == 'pre':
            self.pre = ''
        if tag == 'table':
            self.tables.append([])
        if tag == 'tr' and self.tables:
            self.tables[-1].append([])
        if tag in ('td', 'th') and self.tables and self.tables[-1]:
            self.tables[-1][-1].append('')

    def handle_endtag(self, tag):
        if tag == 'article':
            self.article -= 1
        if tag == 'a' and self.skip:
            self.skip -= 1
            return
        if self.heading and tag == self.heading[0]:
            text = ' '.join(self.heading[2].split())
            self.found['headings'].append((tag, text))
            if self.heading[1]:
                self.found['anchors'].append(self.heading[1])
            self.heading = None
        if tag == 'pre' and self.pre is not None:
            lines = [line.rstrip() for line in self.pre.strip('\n').split('\n')]
            self.found['code'].append('\n'.join(lines))
            self.pre = None
        if tag == 'table' and self.tables:
            table = self.tables.pop()
            self.found['tables'].append(tuple(tuple(' '.join(c.split()) for c in row) for row in table if row))

    def handle_data(self, data):
        if self.skip or not self.article:
            return
        if self.heading:
            self.heading[2] += data
        if self.pre is not None:
            self.pre += data
        if self.tables and self.tables[-1] and self.tables[-1][-1]:
            self.tables[-1][-1][-1] += data


def features(path):
    parser = Features()
    with open(path, encoding='utf-8') as file:
        parser.feed(file.read())
    return parser.found


def reason(source):
    """Tells why pages may differ, by what their source holds."""
    if re.search(r'^( {4,}|\t+)(```|~~~)', source, re.M) or re.search(r'^ {1,3}(```|~~~)', source, re.M):
        return 'a fence that is indented in a list'
    if re.search(r'^#{1,6}[^#\s]', source, re.M):
        return 'a number sign at the start of a line'
    if re.search(r'^\s*</?(details|div|p|table|center|img|a)\b', source, re.M):
        return 'Markdown after a blank line in HTML'
    if re.search(r'\{\{|\{%', source):
        return 'a macro'
    return 'other'


def classpath():
    repository = os.path.expanduser('~/.m2/repository')
    for line in os.environ.get('MAVEN_ARGS', '').split():
        if line.startswith('-Dmaven.repo.local='):
            repository = line.split('=', 1)[1]
    jars = [os.path.join(ROOT, 'bundles/docs/target/classes'), os.path.join(ROOT, 'bundles/platform-api/target/classes')]
    for pattern in ('org/commonmark/commonmark/0.32.0/*.jar', 'org/commonmark/commonmark-ext-gfm-tables/0.32.0/*.jar',
                    'org/jsoup/jsoup/1.22.1/*.jar', 'org/snakeyaml/snakeyaml-engine/*/*.jar',
                    'com/fasterxml/jackson/core/*/2.22*/*.jar', 'org/slf4j/slf4j-api/2.0.20/*.jar'):
        jars += glob.glob(os.path.join(repository, pattern))
    return os.environ.get('DOCS_CLASSPATH') or ':'.join(jars)


def prepare(tree, folder):
    """Copies a tree and gives both the same configuration, without plugins and themes of its own."""
    shutil.copytree(tree, folder, symlinks=True)
    config = next(os.path.join(folder, n) for n in ('mkdocs.yaml', 'mkdocs.yml') if os.path.exists(os.path.join(folder, n)))
    with open(config, encoding='utf-8') as file:
        text = file.read()
    docs = re.search(r'^docs_dir:\s*["\']?([^\s"\']+)', text, re.M)
    folder_of_pages = docs.group(1) if docs else 'docs'
    os.remove(config)
    with open(os.path.join(folder, 'mkdocs.yml'), 'w', encoding='utf-8') as file:
        file.write('site_name: Site\ndocs_dir: %s\n%s' % (folder_of_pages, EXTENSIONS))
    return os.path.join(folder, folder_of_pages)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('corpus')
    parser.add_argument('--show', type=int, default=0, help='differences to print of each kind')
    options = parser.parse_args()
    total, same, reasons, shown = (collections.Counter() for _ in range(4))
    for config in sorted(glob.glob(os.path.join(options.corpus, '**/mkdocs.y*ml'), recursive=True)):
        tree = os.path.dirname(config)
        work = tempfile.mkdtemp()
        try:
            pages = prepare(tree, os.path.join(work, 'tree'))
            if not os.path.isdir(pages):
                continue
            start = time.time()
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            subprocess.run(['mkdocs', 'build', '-q', '-d', os.path.join(work, 'theirs')], cwd=os.path.join(work, 'tree'),
                           check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            theirs = time.time() - start
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
            rounds = subprocess.run(['java', '-cp', classpath(), os.path.join(ROOT, 'bench/DocsSite.java'),
                                     os.path.join(work, 'tree'), os.path.join(work, 'ours'), '5'],
                                    check=True, capture_output=True, text=True).stdout.split()
            count = 0
            for page in glob.glob(os.path.join(work, 'theirs/**/*.html'), recursive=True):
                name = os.path.relpath(page, os.path.join(work, 'theirs'))
                ours = os.path.join(work, 'ours', '0', name)
                if name == '404.html':
                    continue
                count += 1
                if not os.path.exists(ours):
                    reasons['the page is missing'] += 1
                    continue
                stem = name[:-len('/index.html')] if name != 'index.html' else 'index'
                sources = [s for s in glob.glob(os.path.join(pages, stem + '.md')) + glob.glob(os.path.join(pages, stem, '*.md'))]
                text = ''.join(open(s, encoding='utf-8').read() for s in sources[:1])
                left, right = features(page), features(ours)
                for kind in left:
                    a, b = (collections.Counter(map(str, each[kind])) for each in (left, right))
                    total[kind] += sum(a.values())
                    same[kind] += sum((a & b).values())
                    if a != b:
                        reasons[reason(text)] += sum(((a - b) + (b - a)).values())
                        if shown[kind] < options.show:
                            shown[kind] += 1
                            print('  ', kind, name, list(a - b)[:2], list(b - a)[:2])
            print('%s: %d pages, MkDocs %.1f s (%.1f s CPU), Callboard %s ms (by the clock/CPU), one build after the other'
                  % (os.path.relpath(tree, options.corpus), count, theirs, cpu, ' '.join(rounds)))
        finally:
            shutil.rmtree(work)
    for kind in total:
        print('%s: %d of %d the same (%.2f %%)' % (kind, same[kind], total[kind], 100 * same[kind] / max(1, total[kind])))
    print('differences by reason:', dict(reasons))


if __name__ == '__main__':
    main()
