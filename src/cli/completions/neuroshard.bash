# bash completion for the neuroshard command. Needs nothing but bash.

# The words of the command line that are neither options nor their values, up to the cursor: sets `command`.
_neuroshard_command() {
    local i
    command=
    for ((i = 1; i < COMP_CWORD; i++)); do
        case ${COMP_WORDS[i]} in
            --network | --supported | --height | --time | --state | --format | --svg | --reason | --after | --head)
                [[ ${COMP_WORDS[i + 1]} == = ]] && ((i++))
                ((i++))
                ;;
            -*) ;;
            *) command+="${command:+ }${COMP_WORDS[i]}" ;;
        esac
    done
}

_neuroshard() {
    local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]}
    local command commands='' options='-h --help --json --network --height --time --supported --state --read-only'

    # Bash makes three words of `--option=value`.
    if [[ $current == = ]]; then
        current=''
    elif [[ $previous == = ]]; then
        previous=${COMP_WORDS[COMP_CWORD - 2]}
    fi

    COMPREPLY=()
    case $previous in
        --network | --state | --svg)
            compopt -o default # file names
            return
            ;;
        --supported | --height | --time | --reason | --after | --head) return ;;
        --format)
            mapfile -t COMPREPLY < <(compgen -W 'text json openmetrics' -- "$current")
            return
            ;;
    esac

    _neuroshard_command
    case $command in
        '')
            commands='version network nep log compat features history'
            options+=' --version'
            ;;
        network) commands='status timeline readiness' ;;
        'network status') options+=' --format' ;;
        'network timeline'*) options+=' --svg' ;;
        nep) commands='list show schedule reschedule cancel activate' ;;
        'nep schedule'*) options+=' --catch-up' ;;
        'nep cancel'*) options+=' --reason' ;;
        log) commands='show follow verify export import' ;;
        'log show'* | 'log follow' | 'log export') options+=' --after' ;;
        'log verify'*) options+=' --head' ;;
        features*) options+=' --pending' ;;
    esac
    if [[ $current == -* ]]; then
        mapfile -t COMPREPLY < <(compgen -W "$options" -- "$current")
    else
        case $command in
            'network readiness' | 'nep schedule' | 'log verify' | 'log import') compopt -o default ;; # file names
            *) mapfile -t COMPREPLY < <(compgen -W "$commands" -- "$current") ;;
        esac
    fi
}

complete -F _neuroshard neuroshard
