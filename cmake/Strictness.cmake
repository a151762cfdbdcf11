# SPDX-License-Identifier: GPL-3.0-or-later
# The one place for warnings and strictness: every target of ours links fiftyfold_strictness (or, without Qt,
# fiftyfold_warnings).

add_library(fiftyfold_warnings INTERFACE)
target_compile_options(fiftyfold_warnings INTERFACE -Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion -Wshadow
                                                    -Wnon-virtual-dtor -Woverloaded-virtual)
if(FIFTYFOLD_WERROR)
    target_compile_options(fiftyfold_warnings INTERFACE -Werror)
endif()
if(FIFTYFOLD_SANITIZE_ADDRESS)
    target_compile_options(fiftyfold_warnings INTERFACE -fsanitize=address,undefined -fno-sanitize-recover=undefined
                                                        -fno-omit-frame-pointer)
    target_link_options(fiftyfold_warnings INTERFACE -fsanitize=address,undefined)
endif()
if(FIFTYFOLD_FUZZ)
    target_compile_options(fiftyfold_warnings INTERFACE -fsanitize=fuzzer-no-link,address,undefined
                                                        -fno-sanitize-recover=undefined -fno-omit-frame-pointer)
    target_link_options(fiftyfold_warnings INTERFACE -fsanitize=address,undefined)
endif()
if(FIFTYFOLD_SANITIZE_THREAD)
    target_compile_options(fiftyfold_warnings INTERFACE -fsanitize=thread -fno-omit-frame-pointer)
    target_link_options(fiftyfold_warnings INTERFACE -fsanitize=thread)
endif()

add_library(fiftyfold_strictness INTERFACE)
target_link_libraries(fiftyfold_strictness INTERFACE fiftyfold_warnings)
target_include_directories(fiftyfold_strictness INTERFACE ${CMAKE_SOURCE_DIR}/src)
target_compile_definitions(
    fiftyfold_strictness
    INTERFACE QT_NO_CAST_FROM_ASCII
              QT_NO_CAST_TO_ASCII
              QT_NO_CAST_FROM_BYTEARRAY
              QT_NO_URL_CAST_FROM_STRING
              QT_NO_NARROWING_CONVERSIONS_IN_CONNECT
              QT_NO_FOREACH
              QT_NO_KEYWORDS
              QT_STRICT_ITERATORS
              QT_DISABLE_DEPRECATED_BEFORE=0x060400)
