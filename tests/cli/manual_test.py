"""The man page and the completions of bash, zsh and fish know what `srok --help` and each `srok COMMAND --help` tell.

    manual_test.py <srok> <folder of srok.1, srok, _srok, srok.fish>

The helps are read as a person reads them; the shells are asked for real: bash and fish for what they would offer, zsh
for what its _arguments is given.
"""

import os
import re
import subprocess
import sys

command, folder = map(os.path.abspath, sys.argv[1:])
faults = []


def run(*words, **more):
    return subprocess.run(words, capture_output=True, text=True, check=True, **more).stdout


def read_helps(path):
    """{"srok due": {"options": {"--json": "Print …"}, "commands": […], "files": bool}, …}"""
    text = run(command, *path[1:], "--help")
    section, options, commands, files = "", {}, [], False
    # A long option has what it is about on the next line, from the column where CLI11 puts it.
    text_of_options = re.sub(r"\n(  -\S.{27,}?) *\n {30}(?=\S)", lambda m: "\n" + m[1][:29].ljust(30), text)
    for line in text_of_options.splitlines()[1:]:
        if re.fullmatch(r"(Options|Subcommands|Positionals):", line):
            section = line[:-1]
        elif not line:
            section = ""
        elif section == "Options" and (entry := re.match(r"  (-\S+)", line)):
            for name in entry[1].split(","):
                options[name] = line[30:]
        elif section == "Subcommands":
            commands.append(line.split()[0])
        elif section == "Positionals" and " FILE" in line:
            files = True
    helps = {" ".join(path): {"options": options, "commands": commands, "files": files, "text": text}}
    for name in commands:
        helps |= read_helps([*path, name])
    return helps


helps = read_helps(["srok"])
shared = {"--schedule", "--regulation", "--calendar"}
if len(helps) < 13 or not shared <= helps["srok"]["options"].keys():
    sys.exit(f"the helps were misread: {helps}")


def same(what, offered, expected):
    if set(offered) != set(expected):
        faults.append(f"{what}: not offered {sorted(set(expected) - set(offered))}, "
                      f"offered for nothing {sorted(set(offered) - set(expected))}")


# ---- man: no warning, and every sentence of every help ----

page = f"{folder}/srok.1"
complaints = subprocess.run(["mandoc", "-T", "lint", "-W", "warning", page], capture_output=True, text=True).stdout
for line in complaints.splitlines():
    if "missing date" not in line:  # it is made at each build
        faults.append(line)
plain = re.sub(r".\x08", "", run("mandoc", "-T", "utf8", "-O", "width=1000", page))
said = " ".join(plain.split())
for path, help in helps.items():
    part = plain
    if path != "srok":
        at = re.search(rf"^   {re.escape(path)}$", plain, re.M)
        if not at:
            faults.append(f"srok.1 has no part {path}")
            continue
        part = plain[at.end():]
        part = part[:following.start()] if (following := re.search(r"^   srok ", part, re.M)) else part
    part = " ".join(part.split())
    for option, about in help["options"].items():
        if option not in part or about not in part:
            faults.append(f"srok.1, {path}: lacks {option}: {about}")
    for line in help["text"].splitlines():
        if line.startswith("  srok ") and " ".join(line.split()) not in said:
            faults.append(f"srok.1, {path}: lacks the example {line.strip()}")


# ---- the completions ----

def bash_offers(*words):
    script = 'source "$0"; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _srok; printf "%s\\n" "${COMPREPLY[@]}"'
    return run("bash", "-c", script, f"{folder}/srok", *words).split()


def fish_offers(*words):
    script = "source $argv[1]; complete -C (string join ' ' -- $argv[2..-1])"
    return [line.split("\t")[0] for line in run("fish", "--no-config", "-c", script, f"{folder}/srok.fish", *words).splitlines()]


def zsh_specs():
    """What _arguments and _describe are given in each function, {"_srok_due": [spec…]}."""
    script = r"""
      _arguments() { print -rl -- "@ $funcstack[2]" "$@"; state=command; return 1 }
      _describe() { print -rl -- "${(P@)4}" }
      words=(none)
      source $1
      for name in ${(k)functions[(I)_srok_*]}; do $name; done
      exit 0
    """
    found, at = {}, None
    for line in run("zsh", "-f", "-c", script, "zsh", f"{folder}/_srok").splitlines():
        if line.startswith("@ "):
            at = line[2:]
            found[at] = []
        elif at:
            found[at].append(line)
    return found


def plain_file(offers):
    return "CMakeLists.txt" in offers


run("zsh", "-n", f"{folder}/_srok")
specs = zsh_specs()
source_folder = sys.path[0] + "/.."
for path, help in helps.items():
    words = path.split()
    options = set(help["options"]) | shared
    long_options = {name for name in options if name.startswith("--")}
    same(f"bash, {path} -", bash_offers(*words, "-"), options)
    same(f"fish, {path} --", fish_offers(*words, "--"), long_options)
    mine = specs.get("_" + path.replace(" ", "_").replace("-", "_"), [])
    same(f"zsh, {path}", [spec[1] for line in mine if (spec := re.match(r"(?:\([^)]*\)|\*)?(--?[a-z-]+)=?\[", line))],
         options)
    if help["commands"]:
        same(f"bash, {path}", bash_offers(*words, ""), help["commands"])
        same(f"fish, {path}", fish_offers(*words, ""), help["commands"])
        same(f"zsh, {path}: commands", [line.split(":")[0] for line in mine if re.match(r"[a-z][a-z-]*:", line)],
             help["commands"])
    here = {"cwd": source_folder}
    if help["files"] != bool(run("bash", "-c", f'source "{folder}/srok"; COMP_WORDS=({path} CMake); '
                                 f'COMP_CWORD={len(words)}; _srok; echo "${{COMPREPLY[*]}}"', **here).strip()):
        faults.append(f"bash, {path}: files are {'not ' if help['files'] else ''}offered")
    if help["files"] != plain_file(run("fish", "--no-config", "-c", f"source {folder}/srok.fish; "
                                       f"complete -C '{path} CMake'", **here)):
        faults.append(f"fish, {path}: files are {'not ' if help['files'] else ''}offered")
    if help["files"] != any(re.fullmatch(r"(\d|\*):FILE:_files", line) for line in mine):
        faults.append(f"zsh, {path}: files are {'not ' if help['files'] else ''}offered")

    # Each list of words in a help is the list offered.
    for option, about in help["options"].items():
        listed = re.fullmatch(r"(?:[^:(]*: )?([a-z-]+(?:(?:, | or )[a-z-]+)+)", about)
        if listed and option != "--json":
            expected = re.split(r", | or ", listed[1])
            same(f"bash, {path} {option}", bash_offers(*words, option, ""), expected)
            same(f"fish, {path} {option}", fish_offers(*words, option, ""), expected)

same("bash, --priority=h", bash_offers("srok", "due", "--priority", "=", "h"), ["high"])
same("bash, behind a shared option", bash_offers("srok", "--schedule", "x.toml", "deadline", "--rule", ""),
     ["elapsed", "whole"])

if faults:
    sys.exit("\n".join(faults))
print(f"{len(helps)} helps, the same in man, bash, zsh and fish")
