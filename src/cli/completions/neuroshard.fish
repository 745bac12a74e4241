# fish completion for the neuroshard command.

# The words before the cursor that are neither options nor their values.
function __neuroshard_command
    set -l words (commandline -opc)
    set -l command
    set -l skip 1 # the program's own name
    for word in $words
        if test $skip = 1
            set skip 0
        else if contains -- $word --network --supported --height --time --state --format --svg --reason --after --head
            set skip 1
        else if not string match -q -- '-*' $word
            set -a command $word
        end
    end
    string join ' ' -- $command
end

# Whether they are these.
function __neuroshard_command_is
    set -l command (__neuroshard_command)
    test "$command" = "$argv"
end

# Whether they begin with these.
function __neuroshard_command_begins
    set -l command (__neuroshard_command)
    string match -q -- "$argv *" "$command "
end

complete -c neuroshard -f

complete -c neuroshard -s h -l help -d 'Print the help'
complete -c neuroshard -l json -d 'Print one JSON document'
complete -c neuroshard -l network -r -F -d 'Definition of the network'
complete -c neuroshard -l height -x -d 'Ledger height the node stands at'
complete -c neuroshard -l time -x -d 'Time at the node: Unix seconds or UTC'
complete -c neuroshard -l supported -x -d 'Protocol versions the software speaks: MIN..MAX'
complete -c neuroshard -l state -r -F -d 'Directory of the node\'s log, or the log itself'
complete -c neuroshard -l read-only -d 'Refuse what would change the node\'s log'

complete -c neuroshard -n '__neuroshard_command_is' -l version -d 'Print the release of this program'
complete -c neuroshard -n '__neuroshard_command_is' -a version -d 'Print the protocol version and its features'
complete -c neuroshard -n '__neuroshard_command_is' -a network -d 'Show how this node and its network stand'
complete -c neuroshard -n '__neuroshard_command_is' -a nep -d 'Show NEPs, and change their schedule'
complete -c neuroshard -n '__neuroshard_command_is' -a log -d 'Show, check and carry the record of all changes'
complete -c neuroshard -n '__neuroshard_command_is' -a compat -d 'Say whether nodes of two versions can communicate'
complete -c neuroshard -n '__neuroshard_command_is' -a features -d 'List the current features'
complete -c neuroshard -n '__neuroshard_command_is' -a history -d 'List the versions of the network'

complete -c neuroshard -n '__neuroshard_command_is network' -a status -d 'Say whether this node can take part, and what to do'
complete -c neuroshard -n '__neuroshard_command_is network' -a timeline -d 'Draw the timeline of a breaking upgrade'
complete -c neuroshard -n '__neuroshard_command_is network' -a readiness -d 'Count how many peers are ready for upgrades'
complete -c neuroshard -n '__neuroshard_command_begins network timeline' -l svg -r -F -d 'Draw it into a file as SVG'
complete -c neuroshard -n '__neuroshard_command_is network readiness' -F
complete -c neuroshard -n '__neuroshard_command_is nep' -a list -d 'List the NEPs that this node knows'
complete -c neuroshard -n '__neuroshard_command_is nep' -a show -d 'Show everything about a NEP'
complete -c neuroshard -n '__neuroshard_command_is nep' -a schedule -d 'Schedule a NEP'
complete -c neuroshard -n '__neuroshard_command_is nep' -a reschedule -d 'Move a scheduled NEP to another height'
complete -c neuroshard -n '__neuroshard_command_is nep' -a cancel -d 'Cancel a scheduled NEP'
complete -c neuroshard -n '__neuroshard_command_is nep' -a activate -d 'Confirm that a NEP is active'
complete -c neuroshard -n '__neuroshard_command_is nep schedule' -F
complete -c neuroshard -n '__neuroshard_command_begins nep schedule' -l catch-up -d 'The network has agreed on it already'
complete -c neuroshard -n '__neuroshard_command_begins nep cancel' -l reason -x -d 'Why, for people'
complete -c neuroshard -n '__neuroshard_command_is network status' -l format -x -a 'text json openmetrics' -d 'Format of the output'

complete -c neuroshard -n '__neuroshard_command_is log' -a show -d 'Show all records, or one'
complete -c neuroshard -n '__neuroshard_command_is log' -a follow -d 'Show new records as they are made'
complete -c neuroshard -n '__neuroshard_command_is log' -a verify -d 'Check that no record was changed'
complete -c neuroshard -n '__neuroshard_command_is log' -a export -d 'Write all records as JSON Lines'
complete -c neuroshard -n '__neuroshard_command_is log' -a import -d 'Take over the records of an export'
complete -c neuroshard -n '__neuroshard_command_is log verify' -F
complete -c neuroshard -n '__neuroshard_command_is log import' -F
complete -c neuroshard -n '__neuroshard_command_begins log show' -l after -x -d 'Only records after this one'
complete -c neuroshard -n '__neuroshard_command_begins log follow' -l after -x -d 'Only records after this one'
complete -c neuroshard -n '__neuroshard_command_begins log export' -l after -x -d 'Only records after this one'
complete -c neuroshard -n '__neuroshard_command_begins log verify' -l head -x -d 'Hash that a record must have'

complete -c neuroshard -n '__neuroshard_command_is features' -l pending -d 'List the features that wait for a NEP'
