#!/usr/bin/env bash
# Installs the extension of a build tree below a folder. Run as: install.sh BUILD_DIR FOLDER
DESTDIR=$2 cmake --install "$1" --component postgresql
