# SPDX-License-Identifier: GPL-3.0-or-later
# Completion of fiftyfold-cli for bash.

_fiftyfold_cli()
{
    local word=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]} choices=
    local strategies="sequential async async-ordered threads async-threads async-processes processes"
    local runners="python-requests python-threads python-asyncio go-goroutines"
    COMPREPLY=()

    if ((COMP_CWORD == 1)); then
        choices="run compare serve help --version --help"
    elif [[ ${COMP_WORDS[1]} == help ]]; then
        choices="run compare serve"
    elif [[ ${COMP_WORDS[1]} == run || ${COMP_WORDS[1]} == compare ]]; then
        case $previous in
        --strategies)
            # The last of the names that commas separate.
            mapfile -t COMPREPLY < <(
                compgen -P "${word%"${word##*,}"}" -W "all $strategies $runners" -- "${word##*,}"
            )
            compopt -o nospace
            return
            ;;
        --baseline) choices="$strategies $runners" ;;
        --preset) choices="article" ;;
        --strategy) choices="$strategies $runners" ;;
        --transport) choices="curl qt" ;;
        --http) choices="1.1 2" ;;
        --progress) choices="auto plain none" ;;
        --stages) choices="fetch fetch,wrap fetch,wrap,save fetch,wrap,save,delete" ;;
        -X | --method) choices="GET HEAD POST PUT PATCH DELETE OPTIONS" ;;
        --work-dir)
            compopt -o filenames
            mapfile -t COMPREPLY < <(compgen -d -- "$word")
            return
            ;;
        --data-file | --unix-socket | --cacert | --cert | --key | --json | --csv | --summary | --markdown)
            compopt -o filenames
            mapfile -t COMPREPLY < <(compgen -f -- "$word")
            return
            ;;
        -n | --requests | -c | --at-once | --rounds | --runner | --threads | --warmup | -H | --header | --data | \
            --redirects | --accept-status | --timeout | --connect-timeout | --max-body | --proxy | --resolve | \
            --connect-to)
            return
            ;;
        *)
            if [[ $word == -* && ${COMP_WORDS[1]} == compare ]]; then
                choices="--strategies --rounds --baseline --runner --preset --requests --at-once --transport --threads
                    --warmup --allow-remote --method --header --data --data-file --redirects --accept-status --http
                    --timeout --connect-timeout --max-body --fresh-connections --insecure --proxy --unix-socket
                    --resolve --connect-to --cacert --cert --key --stages --work-dir --json --markdown --progress
                    --help"
            elif [[ $word == -* ]]; then
                choices="--requests --at-once --strategy --runner --transport --threads --warmup --allow-remote --method
                    --header --data --data-file --redirects --accept-status --http --timeout --connect-timeout
                    --max-body --fresh-connections --insecure --proxy --unix-socket --resolve --connect-to --cacert
                    --cert --key --stages --work-dir --keep-files --json --csv --summary --progress --help"
            else
                choices="http:// https:// practice:"
            fi
            ;;
        esac
    fi
    mapfile -t COMPREPLY < <(compgen -W "$choices" -- "$word")
} && complete -F _fiftyfold_cli fiftyfold-cli
