# SPDX-License-Identifier: GPL-3.0-or-later
# CPack's configuration for a Debian package of what the release preset has built and installs:
#   cpack --config packaging/deb/cpack.cmake          (or ./dev package)
get_filename_component(source_dir ${CMAKE_CURRENT_LIST_DIR}/../.. ABSOLUTE)
set(release_dir ${source_dir}/build/release)
file(STRINGS ${release_dir}/CMakeCache.txt version_line REGEX "^CMAKE_PROJECT_VERSION:")
string(REGEX REPLACE "^[^=]*=" "" CPACK_PACKAGE_VERSION "${version_line}")

set(CPACK_GENERATOR DEB)
set(CPACK_INSTALL_CMAKE_PROJECTS "${release_dir};Fiftyfold;ALL;/")
set(CPACK_CMAKE_GENERATOR Ninja)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_PACKAGE_DIRECTORY ${source_dir}/build)
set(CPACK_STRIP_FILES ON)

set(CPACK_PACKAGE_NAME fiftyfold)
set(CPACK_PACKAGE_VENDOR "The Fiftyfold authors")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "shows what concurrency buys")
set(CPACK_PACKAGE_DESCRIPTION
    "Fires many requests at a URL at once, wraps each reply in HTML, saves it and
deletes it, and shows live where the time goes: a chart of the stages, a
waterfall of the requests, a log of every step. Runs in a window or a terminal,
and brings a practice server, so that it needs no network.")
set(CPACK_PACKAGE_FILE_NAME ${CPACK_PACKAGE_NAME}-${CPACK_PACKAGE_VERSION}) # The folder it packs in.
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_MAINTAINER "The Fiftyfold authors <authors@fiftyfold.example>")
set(CPACK_DEBIAN_PACKAGE_HOMEPAGE https://fiftyfold.example/)
set(CPACK_DEBIAN_PACKAGE_SECTION net)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_DEPENDS libqt6sql6-sqlite) # A plugin, which no program links: the history.
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "ca-certificates, qt6-wayland, fonts-dejavu-core")
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "python3-requests, python3-aiohttp, python3-httpx, golang-go, nodejs, default-jdk-headless") # The shipped runners.
