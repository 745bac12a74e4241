package main

// The events of a node, and its peers.

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"net"
	"os"
	"strconv"
	"strings"
	"time"

	nsv "github.com/neuroshard-ai/libneuroshard-version/bindings/go"
)

const (
	mostPeers = 256
	farewell  = 100 * time.Millisecond // that all peers together have to take the last words of a node that stops
)

type peer struct {
	*connection
	name          string // as it calls itself; nothing depends on it
	advertisement []byte // the last one, once it has sent one
}

type node struct {
	name     string
	manager  *nsv.Manager
	events   chan func()
	peers    []*peer
	stopping bool
}

// run goes on until the ledger ends, or SIGTERM.
func (n *node) run(termination <-chan os.Signal) error {
	listener, port, err := listenSomewhere()
	if err != nil {
		return err
	}
	say("listening", field{"port", strconv.Itoa(port)})
	if err := n.viewChanged(); err != nil {
		return err
	}
	go n.accept(listener)
	go n.readLedger()
	go func() {
		<-termination
		n.events <- n.stop
	}()
	for !n.stopping {
		(<-n.events)()
	}
	for _, p := range n.peers {
		n.bidFarewell(p, "the node stops")
	}
	deadline := time.Now().Add(farewell)
	for _, p := range n.peers {
		p.finish(deadline)
	}
	say("stopped")
	return nil
}

func (n *node) stop() { n.stopping = true }

func (n *node) accept(listener *net.TCPListener) {
	for {
		socket, err := listener.AcceptTCP()
		if err != nil {
			continue // it is gone already
		}
		n.events <- func() {
			if n.meet(socket) != nil {
				socket.Close()
			}
		}
	}
}

func (n *node) readLedger() {
	ledger := bufio.NewReader(os.Stdin)
	for {
		line, err := ledger.ReadString('\n')
		if err != nil {
			n.events <- n.stop
			return
		}
		n.events <- func() { n.follow(strings.TrimSuffix(line, "\n")) }
	}
}

func (n *node) listenTo(p *peer) {
	if err := p.receive(func(f frame) { n.events <- func() { n.hear(p, f) } }); err != nil {
		n.events <- func() { n.bidFarewell(p, err.Error()) }
		p.drain()
	}
	n.events <- func() { n.forget(p) }
}

// meet has both sides of a new connection say who they are, what they speak, and what is to come.
func (n *node) meet(socket *net.TCPConn) error {
	if len(n.peers) == mostPeers {
		return errors.New("there are too many peers")
	}
	advertisement, err := n.manager.Advertisement()
	if err != nil {
		return err
	}
	neps, err := n.manager.NEPs()
	if err != nil {
		return err
	}
	p := &peer{connection: newConnection(socket), name: "unknown"}
	p.send('I', []byte(n.name))
	p.send('A', advertisement)
	for _, nep := range neps {
		if bytes.Contains(nep, scheduled) {
			p.send('N', nep)
		}
	}
	n.peers = append(n.peers, p)
	go n.listenTo(p)
	return nil
}

func (n *node) end(p *peer, by, message string) {
	if p.over {
		return
	}
	say("closed", field{"peer", p.name}, field{"by", by}, field{"message", message})
	p.connection.end()
}

func (n *node) bidFarewell(p *peer, message string) {
	p.send('B', []byte(message))
	n.end(p, "self", message)
}

// forget drops a peer that has hung up.
func (n *node) forget(gone *peer) {
	n.end(gone, "peer", "it hung up")
	gone.close()
	for i, p := range n.peers {
		if p == gone {
			n.peers = append(n.peers[:i], n.peers[i+1:]...)
			return
		}
	}
}

func (n *node) dial(port uint16) error {
	socket, err := dialPort(port)
	if err != nil {
		return fmt.Errorf("cannot dial: %w", err)
	}
	if err := n.meet(socket); err != nil {
		socket.Close()
		return fmt.Errorf("cannot dial: %w", err)
	}
	return nil
}

func (n *node) hangUp(name string) {
	for _, p := range n.peers {
		if p.name == name {
			n.bidFarewell(p, "the operator hung up")
		}
	}
}
