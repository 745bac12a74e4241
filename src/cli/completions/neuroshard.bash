# bash completion for the neuroshard command. Needs nothing but bash.

# The words of the command line that are neither options nor their values, up to the cursor: sets `command`.
_neuroshard_command() {
    local i
    command=
    for ((i = 1; i < COMP_CWORD; i++)); do
        case ${COMP_WORDS[i]} in
            --network | --supported | --height | --time | --format | --svg | --reason)
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
    local command commands='' options='-h --help --json --network --height --time --supported'

    # Bash makes three words of `--option=value`.
    if [[ $current == = ]]; then
        current=''
    elif [[ $previous == = ]]; then
        previous=${COMP_WORDS[COMP_CWORD - 2]}
    fi

    COMPREPLY=()
    case $previous in
        --network | --svg)
            compopt -o default # file names
            return
            ;;
        --supported | --height | --time | --reason) return ;;
        --format)
            mapfile -t COMPREPLY < <(compgen -W 'text json openmetrics' -- "$current")
            return
            ;;
    esac

    _neuroshard_command
    case $command in
        '')
            commands='version network nep compat features history'
            options+=' --version'
            ;;
        network) commands='status timeline readiness' ;;
        'network status') options+=' --format' ;;
        'network timeline'*) options+=' --svg' ;;
        nep) commands='list show schedule reschedule cancel activate' ;;
        'nep schedule'*) options+=' --catch-up' ;;
        'nep cancel'*) options+=' --reason' ;;
        features*) options+=' --pending' ;;
    esac
    if [[ $current == -* ]]; then
        mapfile -t COMPREPLY < <(compgen -W "$options" -- "$current")
    elif [[ $command == 'network readiness' || $command == 'nep schedule' ]]; then
        compopt -o default # file names
    else
        mapfile -t COMPREPLY < <(compgen -W "$commands" -- "$current")
    fi
}

complete -F _neuroshard neuroshard
