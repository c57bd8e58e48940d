#!/usr/bin/env python3
"""Renders skeleton trees with Callboard's interpreter and with Nunjucks 3.2.4 under Node, in turn.

Needs a folder with `rendered/*/*/*/{meta,values}.json` beside the skeletons that they name, the built scaffolder bundle
(`mvn -pl bundles/scaffolder -am install`, with its tests run once, which installs Nunjucks), a JDK and Node.
"""
import argparse
import glob
import json
import os
import subprocess
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def collect(corpus, out):
    count = 0
    for meta_file in sorted(glob.glob(os.path.join(corpus, 'rendered/*/*/*/meta.json'))):
        with open(meta_file, encoding='utf-8') as file:
            skeleton = os.path.join(corpus, json.load(file)['skeleton'])
        with open(os.path.join(os.path.dirname(meta_file), 'values.json'), encoding='utf-8') as file:
            context = {'values': json.load(file)['values']}
        for folder, _, names in os.walk(skeleton):
            for name in sorted(names):
                path = os.path.join(folder, name)
                with open(path, 'rb') as file:
                    content = file.read()
                try:
                    text = content.decode('utf-8')
                except UnicodeDecodeError:
                    continue
                if '\0' in text:
                    continue
                line = {'name': os.path.relpath(path, skeleton), 'text': text, 'context': context}
                out.write(json.dumps(line) + '\n')
                count += 1
    return count


def jars(repository):
    found = []
    for name in ('jackson-core', 'jackson-databind', 'jackson-annotations'):
        pattern = os.path.join(repository, 'com/fasterxml/jackson/core', name, '2.22*', name + '-2.22*.jar')
        found += [jar for jar in sorted(glob.glob(pattern)) if 'sources' not in jar][-1:]
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('corpus')
    parser.add_argument('--rounds', default='5000')
    parser.add_argument('--turns', type=int, default=3)
    parser.add_argument('--repository', default=os.path.expanduser('~/.m2/repository'))
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        work = os.path.join(folder, 'work.jsonl')
        with open(work, 'w', encoding='utf-8') as out:
            print(collect(options.corpus, out), 'files')
        classes = os.path.join(ROOT, 'bundles/scaffolder/target/classes')
        path = os.pathsep.join([classes, folder] + jars(options.repository))
        source = os.path.join(ROOT, 'bench/TemplateSpeed.java')
        subprocess.run(['javac', '-cp', path, '-d', folder, source], check=True)
        modules = os.path.join(ROOT, 'bundles/scaffolder/target/nunjucks')
        node = os.path.join(ROOT, 'bench/template_speed.mjs')
        for _ in range(options.turns):
            subprocess.run(['java', '-Xmx512m', '-cp', path, 'TemplateSpeed', work, options.rounds], check=True)
            subprocess.run(['node', node, work, options.rounds, modules], check=True)


if __name__ == '__main__':
    main()
