package neuroshardversion

import "github.com/neuroshard-ai/libneuroshard-version/bindings/go/internal/raw"

// A Network is the definition of a network: id, genesis version, feature registry, history, roles, notice policy.
//
// It is immutable, but for UnmarshalJSON, which makes it another one. Its zero value is no network: it is as a nil or a closed
// one. Since 1.0.
type Network struct {
	handle *handle
}

func (n *Network) get() *handle {
	if n == nil {
		return nil
	}
	return n.handle
}

// A Feature is one of a network's registry. Since 1.0.
type Feature struct {
	Name        string // as in diloco
	Title       string // as in DiLoCo
	Description string // what it is, in a few words
	Since       string // the version that brought it, or pending
	RequiredNEP string // the NEP it waits for or came with; empty where there is none or it is not yet decided
	Pending     bool
}

// A HistoryEntry is a version of a network's past. Since 1.0.
type HistoryEntry struct {
	Version     string
	Date        string // as people write it, as in Launch
	Description string
}

// A Role is what a node may be on a network. Since 1.0.
type Role struct {
	Name             string   // as in training
	RequiredFeatures []string // in ascending order
}

// Mainnet is the network built into the library, neuroshard-mainnet. It fails with [ErrNoMemory] alone. Since 1.0.
func Mainnet() (*Network, error) {
	return create((*call).network, func(out *uintptr, _ *raw.Error) int32 { return raw.NsvNetworkMainnet(out) })
}

// NetworkFromJSON reads the definition of a network (docs/network-definition.md), at most [MaxNetworkJSON] bytes. It fails with
// [ErrSyntax], [ErrRange], [ErrLimit], [ErrSchema], [ErrDuplicate] or [ErrNotFound] (a role requires an unknown feature), the
// message beginning with the JSON path or naming the byte. Since 1.0.
func NetworkFromJSON(json []byte) (*Network, error) {
	return create((*call).network, func(out *uintptr, err *raw.Error) int32 {
		return raw.NsvNetworkFromJson(lend(json), out, err)
	})
}

// MarshalJSON is the inverse of [NetworkFromJSON], compact. It fails with [ErrClosed] or [ErrNoMemory] alone. Since 1.0.
func (n *Network) MarshalJSON() ([]byte, error) {
	return obtain(n.get(), (*call).document, raw.NsvNetworkToJson)
}

// UnmarshalJSON makes n the network that [NetworkFromJSON] reads; where that fails, and for null, n stays as it was. It is for
// one goroutine at a time. Since 1.0.
func (n *Network) UnmarshalJSON(json []byte) error {
	if string(json) == "null" {
		return nil
	}
	read, err := NetworkFromJSON(json)
	if err != nil {
		return err
	}
	if n == nil {
		return ErrClosed
	}
	*n = *read
	return nil
}

// Close frees the network at once, where the garbage collector would some time. It never fails. Since 1.0.
func (n *Network) Close() error {
	n.get().close()
	return nil
}

// ID is the id, as in neuroshard-mainnet, and empty where n is closed. Since 1.0.
func (n *Network) ID() string { return ask(n.get(), "", raw.NsvNetworkId) }

// Genesis is the genesis version, with the features that are in force since it (S6). It fails with [ErrClosed] alone.
// Since 1.0.
func (n *Network) Genesis() (*Version, error) {
	return obtain(n.get(), (*call).version, silent(raw.NsvNetworkGenesis))
}

// NoticeDays is the days of notice that a breaking upgrade needs (S9), and 0 where n is closed. Since 1.0.
func (n *Network) NoticeDays() uint64 { return ask(n.get(), 0, raw.NsvNetworkNoticeDays) }

// GraceFromDay is the day after the announcement on which the grace period begins (S14), and 0 where n is closed. Since 1.0.
func (n *Network) GraceFromDay() uint64 { return ask(n.get(), 0, raw.NsvNetworkGraceFromDay) }

// Features is the registry, pending features included; empty where n is closed. Since 1.0.
func (n *Network) Features() []Feature {
	return ask(n.get(), nil, func(pointer uintptr) []Feature {
		return list(raw.NsvNetworkFeatureCount(pointer), func(i uint64) Feature {
			return Feature{
				Name:        raw.NsvNetworkFeatureName(pointer, i),
				Title:       raw.NsvNetworkFeatureTitle(pointer, i),
				Description: raw.NsvNetworkFeatureDescription(pointer, i),
				Since:       raw.NsvNetworkFeatureSince(pointer, i),
				RequiredNEP: raw.NsvNetworkFeatureRequiredNep(pointer, i),
				Pending:     raw.NsvNetworkFeatureIsPending(pointer, i) == 1,
			}
		})
	})
}

// History is the version history, oldest first; empty where n is closed. Since 1.0.
func (n *Network) History() []HistoryEntry {
	return ask(n.get(), nil, func(pointer uintptr) []HistoryEntry {
		return list(raw.NsvNetworkHistoryCount(pointer), func(i uint64) HistoryEntry {
			return HistoryEntry{
				Version:     raw.NsvNetworkHistoryVersion(pointer, i),
				Date:        raw.NsvNetworkHistoryDate(pointer, i),
				Description: raw.NsvNetworkHistoryDescription(pointer, i),
			}
		})
	})
}

// Roles are the roles of the network; none where n is closed. Since 1.0.
func (n *Network) Roles() []Role {
	return ask(n.get(), nil, func(pointer uintptr) []Role {
		return list(raw.NsvNetworkRoleCount(pointer), func(role uint64) Role {
			return Role{
				Name: raw.NsvNetworkRoleName(pointer, role),
				RequiredFeatures: list(raw.NsvNetworkRoleFeatureCount(pointer, role), func(i uint64) string {
					return raw.NsvNetworkRoleFeatureAt(pointer, role, i)
				}),
			}
		})
	})
}
