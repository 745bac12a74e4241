package main

// What a node does with the library.

import (
	"bytes"
	"errors"
	"fmt"
	"strconv"
	"strings"

	nsv "github.com/neuroshard-ai/libneuroshard-version/bindings/go"
)

var (
	idKey     = []byte(`{"id":"`)
	scheduled = []byte(`"status":"scheduled"`)
	cancelled = []byte(`"status":"cancelled"`)
)

// idOf is the id of a NEP as the library prints it.
func idOf(nep []byte) (string, error) {
	rest := bytes.TrimPrefix(nep, idKey)
	end := bytes.IndexByte(rest, '"')
	if len(rest) == len(nep) || end < 0 {
		return "", errors.New("expected a NEP that begins with its id")
	}
	return string(rest[:end]), nil
}

func (n *node) hear(p *peer, f frame) {
	if p.over {
		return
	}
	switch f.kind {
	case 'I':
		p.name = string(f.payload)
	case 'A':
		if err := n.judge(p, f.payload); err != nil {
			n.bidFarewell(p, err.Error())
		}
	case 'N':
		// Of somebody whom the manager has not approved of, nothing is learnt.
		if p.advertisement == nil {
			return
		}
		if err := n.learn(f.payload, p.name, false); err != nil {
			refused("nep", err)
		}
	case 'B':
		n.end(p, "peer", string(f.payload))
	default: // nodes of the future say more
	}
}

// judge has the manager decide, by a peer's advertisement, whether the connection is kept.
func (n *node) judge(p *peer, advertisement []byte) error {
	verdict, err := n.manager.CheckPeer(advertisement)
	if err != nil {
		return err
	}
	version, err := nsv.VersionFromJSON(advertisement)
	if err != nil {
		return err
	}
	defer version.Close()
	message, err := n.manager.VerdictMessage(version, verdict)
	if err != nil {
		return err
	}
	negotiated, err := n.negotiate(advertisement, verdict)
	if err != nil {
		return err
	}
	p.advertisement = advertisement
	say("verdict",
		field{"peer", p.name},
		field{"level", verdict.Level.String()},
		field{"reason", verdict.Reason.String()},
		field{"upgrade", verdict.Upgrade.String()},
		field{"cut", strconv.FormatUint(verdict.CutHeight, 10)},
		field{"message", message},
		field{"negotiated", string(negotiated)},
		field{"received", string(advertisement)})
	if !verdict.CanTalk() {
		n.bidFarewell(p, message)
	}
	return nil
}

// negotiate is what this node and a peer use together: nothing where they cannot talk.
func (n *node) negotiate(advertisement []byte, verdict nsv.Verdict) ([]byte, error) {
	if !verdict.CanTalk() {
		return nil, nil
	}
	common, err := n.manager.Negotiate(advertisement)
	if err != nil {
		return nil, err
	}
	defer common.Close()
	return common.MarshalJSON()
}

// viewChanged has every peer hear of it, and judges each anew.
func (n *node) viewChanged() error {
	status, err := n.manager.StatusJSON()
	if err != nil {
		return err
	}
	advertisement, err := n.manager.Advertisement()
	if err != nil {
		return err
	}
	say("view", field{"view", string(status)}, field{"advertisement", string(advertisement)})
	for _, p := range n.peers {
		p.send('A', advertisement)
		if p.stuck() {
			n.end(p, "self", "it does not read")
		}
		if p.over || p.advertisement == nil {
			continue
		}
		if err := n.judge(p, p.advertisement); err != nil {
			return err
		}
	}
	return nil
}

// learn schedules a NEP, and passes it on where it is news. Rumour does not bring back what the ledger has cancelled.
func (n *node) learn(nep []byte, from string, fromLedger bool) error {
	id, err := idOf(nep)
	if err != nil {
		return err
	}
	known, err := n.manager.FindNEP(id)
	if err != nil && !errors.Is(err, nsv.ErrNotFound) {
		return err
	}
	wasCancelled := bytes.Contains(known, cancelled)
	if wasCancelled && !fromLedger {
		return nil
	}
	if err := n.manager.ScheduleNEP(nep); err != nil {
		return err
	}
	if known != nil && !wasCancelled {
		return nil
	}
	news, err := n.manager.FindNEP(id)
	if err != nil {
		return err
	}
	say("nep", field{"id", id}, field{"from", from})
	for _, p := range n.peers {
		p.send('N', news)
	}
	return n.viewChanged()
}

// follow does what a line of the ledger, or of the operator, says.
func (n *node) follow(line string) {
	command, rest, _ := strings.Cut(line, " ")
	if err := n.obey(command, rest); err != nil {
		refused(command, err)
	} else {
		say("done", field{"command", command})
	}
}

func (n *node) obey(command, rest string) error {
	var id string
	var height, time uint64
	var port uint16
	var err error
	switch {
	case command == "schedule":
		return n.learn([]byte(rest), "ledger", true)
	case command == "dial" && scan(rest, "%d", &port):
		return n.dial(port)
	case command == "hang-up" && rest != "":
		n.hangUp(rest)
		return nil
	case command == "advance" && scan(rest, "%d %d", &height, &time):
		err = n.manager.Advance(height, time)
	case command == "rewind" && scan(rest, "%d %d", &height, &time):
		err = n.manager.Rewind(height, time)
	case command == "catch-up":
		err = n.manager.CatchUpNEP([]byte(rest))
	case command == "reschedule" && scan(rest, "%s %d %d", &id, &height, &time):
		err = n.manager.RescheduleNEP(id, height, time)
	case command == "cancel" && rest != "":
		id, reason, _ := strings.Cut(rest, " ")
		err = n.manager.CancelNEP(id, reason)
	default:
		err = errors.New("no such command")
	}
	if err != nil {
		return err
	}
	return n.viewChanged()
}

func scan(text, format string, into ...any) bool {
	_, err := fmt.Sscanf(text, format, into...)
	return err == nil
}
