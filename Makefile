# Two commands do all the set-up: `make run` and `make test`. The rest is for engineers; `make help` lists it.
CONFIG ?= debug
BUILD ?= .build
PORT ?= 8640
SWIFT_BUILD = swift build -c $(CONFIG) --scratch-path $(BUILD)

SOAK_SECONDS ?= 180
SOAK_CLIENTS ?= 20

.PHONY: help run test sim sim-planted sim-build fuzz fuzz-build bench soak lint format build bootstrap clean

help:
	@echo "make run          build, start tatuad on 127.0.0.1:$(PORT), play one complaint through, serve until Ctrl-C"
	@echo "make run ONCE=1   the same in a temporary folder; ends after the walk"
	@echo "make test         build and run every test"
	@echo "make sim          simulate SEEDS=2000 seeds from FROM=1 (release build); SEED=x runs one"
	@echo "make sim-planted  show that the simulator finds each planted bug"
	@echo "make fuzz         fuzz every decoder for FUZZ_SECONDS=60 each; FUZZ=name takes one; docs/fuzzing.md"
	@echo "make bench        measure, beside limits and targets (release build); WHAT=bytes,push,… CASES=1000000 choose, STORES=folder keeps the large store"
	@echo "make soak         the built programs under kill -9, a bad network and full disks; SOAK_SECONDS=180 SOAK_SEED=n SOAK_SUMMARY=file"
	@echo "make lint         check the formatting; make format mends it"

bootstrap:
	@scripts/bootstrap.sh

build: bootstrap
	@echo "== Building tatuad and tatua ($(CONFIG)). The first build takes about five minutes on two cores."
	@$(SWIFT_BUILD) --product tatuad
	@$(SWIFT_BUILD) --product tatua

run: build
	@BIN="$$($(SWIFT_BUILD) --show-bin-path)" PORT="$(PORT)" ONCE="$(ONCE)" scripts/run.sh

test: bootstrap
	@echo "== Building everything and running every test. The first build takes about six minutes on two cores."
	@swift build --build-tests --scratch-path $(BUILD)
	@swift test --skip-build --disable-xctest --scratch-path $(BUILD) --skip SlowPeerTests
	@# By itself: its peers are slow on purpose, and beside a thousand other tests everybody is.
	@swift test --skip-build --disable-xctest --scratch-path $(BUILD) --filter SlowPeerTests
	@python3 -B Tests/Interop/conformance.py "$$(swift build --show-bin-path --scratch-path $(BUILD))"
	@BUILD="$(BUILD)" scripts/portable.sh

SIM_BUILD ?= .build-sim
SEEDS ?= 2000
FROM ?= 1
SIM_ENV = TATUA_SIM=1 SWIFT_DETERMINISTIC_HASHING=1

sim-build: bootstrap
	@echo "== Building the simulator (release). The first build takes about seven minutes on two cores."
	@$(SIM_ENV) swift build -c release --static-swift-stdlib --scratch-path $(SIM_BUILD) --product tatua-sim

sim: sim-build
	@BIN="$(SIM_BUILD)/release/tatua-sim" SEEDS="$(SEEDS)" FROM="$(FROM)" SEED="$(SEED)" ARGS="$(ARGS)" scripts/sim.sh

sim-planted: sim-build
	@$(SIM_ENV) $(SIM_BUILD)/release/tatua-sim --planted all --seeds 10000

FUZZ_BUILD ?= .build-fuzz
FUZZ_SECONDS ?= 60

fuzz-build: bootstrap
	@echo "== Building the fuzzer. The first build takes about ten minutes on two cores."
	@TATUA_FUZZ_BUILD=1 swift build --scratch-path $(FUZZ_BUILD) --product tatua-fuzz

fuzz: fuzz-build
	@BIN="$(FUZZ_BUILD)/debug/tatua-fuzz" WORK="$(FUZZ_BUILD)/fuzz" FUZZ="$(FUZZ)" FUZZ_SECONDS="$(FUZZ_SECONDS)" \
	  scripts/fuzz.sh

bench: bootstrap
	@BUILD="$(BUILD)" WHAT="$(WHAT)" CASES="$(CASES)" STORES="$(STORES)" PROFILES="$(PROFILES)" scripts/bench.sh

soak: build
	@python3 -B Tests/Soak/soak.py --programs "$$($(SWIFT_BUILD) --show-bin-path)" --seconds $(SOAK_SECONDS) \
	  --clients $(SOAK_CLIENTS) $(if $(SOAK_SEED),--seed $(SOAK_SEED)) $(if $(SOAK_SUMMARY),--summary $(SOAK_SUMMARY))

lint:
	@swift format lint --strict --parallel --recursive Package.swift Protocol Sources Server ClientCore Tests Benchmarks

format:
	@swift format --in-place --parallel --recursive Package.swift Protocol Sources Server ClientCore Tests Benchmarks

clean:
	rm -rf $(BUILD)
