# fish completion for the neuroshard command.

# Whether the words before the cursor that are neither options nor their values are these.
function __neuroshard_command_is
    set -l words (commandline -opc)
    set -l command
    set -l skip 1 # the program's own name
    for word in $words
        if test $skip = 1
            set skip 0
        else if contains -- $word --network --supported --format
            set skip 1
        else if not string match -q -- '-*' $word
            set -a command $word
        end
    end
    test "$command" = "$argv"
end

complete -c neuroshard -f

complete -c neuroshard -s h -l help -d 'Print the help'
complete -c neuroshard -l json -d 'Print one JSON document'
complete -c neuroshard -l network -r -F -d 'Definition of the network'
complete -c neuroshard -l supported -x -d 'Protocol versions the software speaks: MIN..MAX'

complete -c neuroshard -n '__neuroshard_command_is' -l version -d 'Print the release of this program'
complete -c neuroshard -n '__neuroshard_command_is' -a version -d 'Print the protocol version and its features'
complete -c neuroshard -n '__neuroshard_command_is' -a network -d 'Show how this node stands'
complete -c neuroshard -n '__neuroshard_command_is' -a compat -d 'Say whether nodes of two versions can communicate'
complete -c neuroshard -n '__neuroshard_command_is' -a features -d 'List the current features'
complete -c neuroshard -n '__neuroshard_command_is' -a history -d 'List the versions of the network'

complete -c neuroshard -n '__neuroshard_command_is network' -a status -d 'Say whether this node can take part, and what to do'
complete -c neuroshard -n '__neuroshard_command_is network status' -l format -x -a 'text json openmetrics' -d 'Format of the output'
complete -c neuroshard -n '__neuroshard_command_is features' -l pending -d 'List the features that wait for a NEP'
