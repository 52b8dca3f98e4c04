#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""--help, manual pages and completions name the same options, and all that pages and READMEs show exists.

options.py PROGRAMS FOLDER: the folder of sniffer, server and client, and that of pages and completions.
Exit status: 0 they do, 1 not."""

import pathlib
import re
import shutil
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
COMMANDS = ('demo', 'sniffer', 'server', 'client')
OPTION = re.compile(r'(?<![\w-])--?[A-Za-z][\w-]*')


def of_help(programs, command):
    """The options that --help describes: at the beginning of a line, before the gap or the line's end."""
    program = ROOT / 'run_demo.sh' if command == 'demo' else programs / command
    text = subprocess.run([program, '--help'], capture_output=True, text=True, check=True).stdout
    found = set()
    for line in text.splitlines():
        match = re.match(r' {2,6}(-.*?)(?: {2}|$)', line)
        if match:
            found.update(OPTION.findall(match.group(1)))
    return found


def of_page(folder, command):
    """The options that the list of the page describes."""
    text = (folder / f'man/man1/handshake-{command}.1').read_text(encoding='utf-8')
    options = text[text.index('\n.Sh OPTIONS'):]
    options = options[:options.index('\n.Sh ', 1)]
    found = set()
    for line in re.findall(r'^\.It (Fl .*)$', options, re.M):
        for flag in re.findall(r'Fl (\S+)', line):
            found.add('-' + flag.replace('\\-', '-'))
    return found


def of_bash(folder, command):
    """What bash offers behind `handshake COMMAND -`."""
    script = ('source "$1"; COMP_LINE="handshake $2 -"; COMP_POINT=${#COMP_LINE}; compopt() { :; }; '
              '_handshake; printf "%s\\n" "${COMPREPLY[@]}"')
    output = subprocess.run(['bash', '-c', script, 'bash', folder / 'completions/handshake.bash', command],
                            capture_output=True, text=True, check=True).stdout
    return {word.rstrip('=') for word in output.split()}


def of_zsh(folder, command):
    """What the function of this command gives to _arguments."""
    text = (folder / 'completions/_handshake').read_text(encoding='utf-8')
    body = re.search(rf'^_handshake_{command}\(\) \{{\n(.*?)^\}}', text, re.M | re.S).group(1)
    found = set()
    for line in body.splitlines()[1:]:
        found.update(OPTION.findall(re.sub(r"'[^']*'", ' ', line.split("'[")[0])))
    return {option.rstrip('-') for option in found}


def of_fish(folder, command):
    """What fish offers behind `handshake COMMAND -` and `--`; None without fish."""
    if not shutil.which('fish'):
        return None
    found = set()
    for dashes in ('-', '--'):
        script = f'source "{folder}/completions/handshake.fish"; complete -C "handshake {command} {dashes}"'
        output = subprocess.run(['fish', '--private', '-c', script], capture_output=True, text=True,
                                check=True).stdout
        found.update(line.split('\t')[0].rstrip('=') for line in output.splitlines())
    return found


def compare_command(folder):
    """What is wrong about the command itself: its --help, its page, and the table for completions."""
    text = subprocess.run(['sh', ROOT / 'common/command/handshake.in', '--help'], capture_output=True,
                          text=True, check=True).stdout
    commands, options = re.search(r'\nCommands:\n(.*?)\nOptions:\n(.*?)\n\n', text, re.S).groups()
    commands = sorted(re.findall(r'^  ([a-z]+)', commands, re.M))
    options = sorted(OPTION.findall(' '.join(line.strip().split('  ')[0] for line in options.splitlines())))
    page = (folder / 'man/man1/handshake.1').read_text(encoding='utf-8')
    found = sorted(re.findall(r'^\.It Cm ([a-z]+)', page, re.M))
    wrong = [] if found == commands else [f'handshake(1) has {found}, --help {commands}']
    table = (folder / 'tables/handshake').read_text(encoding='utf-8')
    found = [name for row in re.findall(r'^option\t(.*)$', table, re.M) for name in row.split('\t')[:2] if name]
    found = sorted(('-' if len(name) == 1 else '--') + name for name in found)
    return wrong + ([] if found == options else [f'handshake.table has {found}, --help {options}'])


def compare_keys(programs, folder):
    """Whether --help names the keys of the table, by which connections are sorted, and no others."""
    table = (folder / 'tables/sniffer').read_text(encoding='utf-8')
    keys = re.findall(r'^key\t(\w+)\t', table, re.M)
    text = subprocess.run([programs / 'sniffer', '--help'], capture_output=True, text=True, check=True).stdout
    told = re.search(r'the rows of --connections by KEY \([^)]*\):(.*?)\n +--only', text, re.S).group(1)
    told = re.findall(r'\w+', told.replace(' or ', ' '))
    return [] if sorted(keys) == sorted(told) else [f'sniffer --help has the keys {told}, its table {keys}']


def shown_commands(text):
    """[command, options] of each `handshake COMMAND ...` of a page or of Markdown."""
    text = re.sub(r'\\e\n|\\\n', ' ', text).replace('\\-', '-')
    for command, rest in re.findall(rf'handshake[ -]({"|".join(COMMANDS)})\b([^\n`|>]*)', text):
        yield command, OPTION.findall(re.sub(r"'[^']*'", '', rest))


def main():
    programs, folder = (pathlib.Path(word).resolve() for word in sys.argv[1:3])
    wrong = compare_command(folder) + compare_keys(programs, folder)
    options = {command: of_help(programs, command) for command in COMMANDS}
    for command in COMMANDS:
        if len(options[command]) < 10:
            wrong.append(f'{command} --help: its options cannot be read')
        for where, reader in (('page', of_page), ('bash', of_bash), ('zsh', of_zsh), ('fish', of_fish)):
            found = reader(folder, command)
            if found is not None and found != options[command]:
                wrong.append(f'{command}, {where}: lacks {sorted(options[command] - found)}, '
                             f'has besides {sorted(found - options[command])}')
    texts = [*folder.glob('man/**/handshake*.*'), ROOT / 'README.md', *ROOT.glob('common/manual/*.md')]
    shown = 0
    for file in texts:
        for command, words in shown_commands(file.read_text(encoding='utf-8')):
            shown += 1
            wrong += [f'{file.name}: {command} has no option {word}' for word in words
                      if word not in options[command] and word[:2] not in options[command]]
    if len(texts) < 12 or shown < 40:
        wrong.append(f'only {shown} commands in {len(texts)} pages')
    print('\n'.join(wrong) or f'{sum(map(len, options.values()))} options, {shown} commands shown')
    return 1 if wrong else 0


if __name__ == '__main__':
    sys.exit(main())
