// A node of a NeuroShard network, as small as one can be: it listens, dials peers, exchanges advertisements, keeps the
// connections that its manager approves of, passes NEPs on, and follows a ledger. ../README.md says what goes over the wire,
// what the ledger says on standard input, and what each line of standard output means.
//
// One goroutine does everything, event by event, so that what it prints is in the order in which it happened. Others wait for
// the ledger, for new connections and for what each peer says, and hand it events.
package main

import (
	"fmt"
	"os"
	"os/signal"
	"strings"
	"syscall"

	nsv "github.com/neuroshard-ai/libneuroshard-version/bindings/go"
)

type field struct{ key, value string }

// say prints one event on a line of standard output. Peers are not to be trusted with our lines.
func say(event string, fields ...field) {
	line := []byte("event=" + event)
	for _, field := range fields {
		line = append(line, "\t"+field.key+"="...)
		for _, c := range []byte(field.value) {
			if c >= 0x20 && c < 0x7f {
				line = append(line, c)
			} else {
				line = append(line, fmt.Sprintf(`\x%02x`, c)...)
			}
		}
	}
	os.Stdout.Write(append(line, '\n'))
}

func refused(command string, err error) {
	say("refused", field{"command", command}, field{"message", err.Error()})
}

// options are for MIN..MAX, as in 1.0.0..2.0.0.
func options(store, supported string) (options nsv.ManagerOptions, err error) {
	min, max, found := strings.Cut(supported, "..")
	if !found {
		return options, fmt.Errorf("expected MIN..MAX, found %s", supported)
	}
	options.Store = store
	if options.SupportedMin, err = nsv.Parse(min); err != nil {
		return options, err
	}
	options.SupportedMax, err = nsv.Parse(max)
	return options, err
}

func run(name, store, supported string, termination <-chan os.Signal) error {
	options, err := options(store, supported)
	if err != nil {
		return err
	}
	manager, err := nsv.NewManager(options)
	if err != nil {
		return err
	}
	defer manager.Close()
	n := node{name: name, manager: manager, events: make(chan func())}
	return n.run(termination)
}

func main() {
	if len(os.Args) != 4 {
		fmt.Fprintln(os.Stderr, "usage: node NAME STORE MIN..MAX")
		os.Exit(64)
	}
	termination := make(chan os.Signal, 1)
	signal.Notify(termination, syscall.SIGTERM)
	if err := run(os.Args[1], os.Args[2], os.Args[3], termination); err != nil {
		fmt.Fprintln(os.Stderr, "node:", err)
		os.Exit(1)
	}
}
