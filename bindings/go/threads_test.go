package neuroshardversion_test

import (
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	nsv "github.com/neuroshard-ai/libneuroshard-version/bindings/go"
)

const threads = 8

// inThreads runs something in eight goroutines and waits for all of them.
func inThreads(what func(thread int)) {
	var all sync.WaitGroup
	for thread := 0; thread < threads; thread++ {
		all.Add(1)
		go func(thread int) {
			defer all.Done()
			what(thread)
		}(thread)
	}
	all.Wait()
}

func TestPeersAreCheckedWhileAnotherAdvances(t *testing.T) {
	manager := upgrading(t)
	peer := must(nsv.NewManager(nsv.ManagerOptions{}))(t)
	advertisement := must(peer.Advertisement())(t)
	stop := make(chan struct{})
	var advancing sync.WaitGroup
	advancing.Add(1)
	go func() {
		defer advancing.Done()
		for height := uint64(2); height < activationHeight; height++ {
			if err := manager.Advance(height, start+height); err != nil {
				t.Error(err)
			}
			if height%500 == 0 {
				if err := manager.Rewind(height-10, start); err != nil {
					t.Error(err)
				}
			}
		}
		close(stop)
	}()
	inThreads(func(int) {
		for checks := 0; ; checks++ {
			select {
			case <-stop:
				return
			default:
			}
			verdict, err := manager.CheckPeer(advertisement)
			if err != nil || verdict.Level != nsv.Identical || verdict.CutHeight != activationHeight {
				t.Errorf("%+v, %v", verdict, err)
				return
			}
			if _, err := manager.CheckPeer([]byte(`{"major":01}`)); !errors.Is(err, nsv.ErrSyntax) {
				t.Error(err)
				return
			}
		}
	})
	advancing.Wait()
}

func TestErrorsBelongToTheirCall(t *testing.T) {
	inThreads(func(thread int) {
		digit := string(rune('a' + thread))
		expected := fmt.Sprintf("found '%s'", digit)
		for i := 0; i < 20_000; i++ {
			_, err := nsv.Parse("1.2." + digit)
			var failure *nsv.Error
			if !errors.As(err, &failure) || failure.Message[len(failure.Message)-len(expected):] != expected {
				t.Errorf("%s: %v", digit, err)
				return
			}
		}
	})
}

func TestClosingWhileOthersCall(t *testing.T) {
	for round := 0; round < 100; round++ {
		manager := must(nsv.NewManager(nsv.ManagerOptions{}))(t)
		version := must(nsv.CurrentVersion())(t)
		readiness := must(nsv.NewReadiness(manager))(t)
		advertisement := must(manager.Advertisement())(t)
		inThreads(func(thread int) {
			if thread == 0 || thread == 1 {
				time.Sleep(time.Duration(round) * time.Microsecond)
				manager.Close()
				version.Close()
				readiness.Close()
				return
			}
			for i := 0; i < 200; i++ {
				for _, err := range []error{
					second(manager.CheckPeer(advertisement)),
					second(manager.CheckPeerCompatibility(version)),
					second(version.MarshalJSON()),
					readiness.Add(advertisement),
				} {
					if err != nil && !errors.Is(err, nsv.ErrClosed) {
						t.Error(err)
					}
				}
				if s := version.String(); s != "1.0.0" && s != "" {
					t.Error(s)
				}
			}
		})
		if _, err := manager.CheckPeer(advertisement); !errors.Is(err, nsv.ErrClosed) {
			t.Error(err)
		}
	}
}

func second[T any](_ T, err error) error { return err }

func TestOneCountInManyThreads(t *testing.T) {
	manager := must(nsv.NewManager(nsv.ManagerOptions{}))(t)
	readiness := must(nsv.NewReadiness(manager))(t)
	advertisement := must(manager.Advertisement())(t)
	inThreads(func(int) {
		for i := 0; i < 1000; i++ {
			if err := readiness.Add(advertisement); err != nil {
				t.Error(err)
			}
		}
	})
	counts := newInputs(t, parse(t, must(readiness.MarshalJSON())(t)))
	if peers := fmt.Sprint(counts.get("peers")); peers != "8000" {
		t.Errorf("%s peers", peers)
	}
}
