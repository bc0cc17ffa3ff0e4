# steerco: a planning dashboard for project managers who work over SSH.
#   make run     install what is missing, build, open the sample board
#   make check   install what the tests need, build, run every test
#   make help    all targets

PREFIX   ?= /usr/local
BINDIR   ?= $(PREFIX)/bin
MANDIR   ?= $(PREFIX)/share/man
VERSION  := 0.1.0

CFLAGS   ?= -O2 -g
WARNINGS := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wformat=2 -Wstrict-prototypes -Wmissing-prototypes -Wvla
HARDEN   := -fstack-protector-strong -fPIE
CSTD     := -std=c17 -ffp-contract=off -D_DEFAULT_SOURCE -D_XOPEN_SOURCE=700 -DSTEERCO_VERSION='"$(VERSION)"' -ffile-prefix-map=$(CURDIR)=.
LIBS     := -pthread -lm -lncursesw -ltinfo -lsqlite3 -lcsv -lutf8proc -lexpat

# On all cores, unless whoever called said how many.
ON_ALL_CORES = $(MAKE) --no-print-directory $(if $(filter -j%,$(MAKEFLAGS)),,-j$(shell nproc))

BUILD := build
ifeq ($(SAN),1)
BUILD    := build/san
SANITIZE := -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer
# Tiny first sizes, so that every growth path runs in every test.
SANITIZE += -DARENA_BLOCK=16 -DARRAY_FIRST_CAPACITY=1 -DBUFFER_FIRST_CAPACITY=1 -DMAP_FIRST_CAPACITY=4 -DROWINDEX_SLACK=4
else ifeq ($(FUZZ),1)
# For clang's libFuzzer, which mutates by what the code has seen.
BUILD    := build/clang
SANITIZE := -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer
COVERAGE := -fsanitize=fuzzer-no-link
FUZZER   := -fsanitize=fuzzer
ifeq ($(FAST),1)
# For ten million runs: broken promises and undefined behaviour are seen, reading past an end is not, and what is
# compared with what is not looked at.
BUILD    := build/fast
SANITIZE := -fsanitize=undefined -fsanitize-trap=undefined
COVERAGE := -fsanitize-coverage=inline-8bit-counters,pc-table
FUZZER    = $(wildcard $(shell $(CC) -print-resource-dir)/lib/linux/libclang_rt.fuzzer-$(shell uname -m).a) -lstdc++ -lm
endif
# It walks over centuries of days, whatever the input: nothing to be learnt there.
$(BUILD)/analysis/worktime.o: COVERAGE :=
else
HARDEN   += -D_FORTIFY_SOURCE=2
endif
Q := $(if $(V),,@)

ALL_CFLAGS  = $(CSTD) $(CFLAGS) $(WARNINGS) $(HARDEN) $(SANITIZE) $(COVERAGE) -Iinclude -I$(BUILD) -MMD -MP
ALL_LDFLAGS = $(LDFLAGS) $(SANITIZE) -pie -Wl,-z,relro,-z,now

SOURCES := $(filter-out src/main.c,$(shell find src -name '*.c'))
OBJECTS := $(SOURCES:src/%.c=$(BUILD)/%.o) $(BUILD)/data.o
DATA    := $(sort $(wildcard data/*.ini data/sample/*.csv data/manual/*.[157]))
TESTS   := $(patsubst tests/%.c,$(BUILD)/tests/%,$(wildcard tests/*/*_test.c))
FUZZERS := $(patsubst tests/fuzz/%_fuzz.c,$(BUILD)/fuzz/%,$(wildcard tests/fuzz/*_fuzz.c))
BENCHES := $(patsubst tests/%.c,$(BUILD)/tests/%,$(wildcard tests/bench/*_bench.c))
PROGRAM := $(BUILD)/steerco

.PHONY: all run check test bless man bench fuzz fuzz-targets soak features install uninstall help clean packages test-packages fuzz-packages format format-check
all: $(PROGRAM)

run: packages
	+$(Q)$(ON_ALL_CORES) all
	$(Q)$(PROGRAM) demo

$(PROGRAM): $(OBJECTS) $(BUILD)/main.o
	@echo "  LD    $@"
	$(Q)$(CC) $(ALL_LDFLAGS) -o $@ $^ $(LDLIBS) $(LIBS)

$(BUILD)/%.o: src/%.c | packages
	@mkdir -p $(@D)
	@echo "  CC    $<"
	$(Q)$(CC) $(ALL_CFLAGS) -c -o $@ $<

# data/ travels inside the program, so that it runs from anywhere.
$(BUILD)/data.c: tests/tools/embed.sh $(DATA)
	@mkdir -p $(@D)
	$(Q)sh tests/tools/embed.sh $(DATA) > $@.tmp && mv $@.tmp $@
$(BUILD)/data.o: $(BUILD)/data.c
	$(Q)$(CC) $(ALL_CFLAGS) -c -o $@ $<

$(BUILD)/tests/%: tests/%.c $(OBJECTS)
	@mkdir -p $(@D)
	@echo "  TEST  $<"
	$(Q)$(CC) $(ALL_CFLAGS) -Itests $(ALL_LDFLAGS) -o $@ $< $(OBJECTS) $(LDLIBS) -lcmocka $(LIBS)

# See tests/fuzz/books.h.
BOOKS := wordbook_new wordbook_free headings_new headings_free headerbook_new headerbook_free
$(BUILD)/fuzz/reader $(BUILD)/fuzz/csv $(BUILD)/fuzz/exchange: WRAPPED := $(BOOKS:%=-Wl,--wrap=%)

# Under libFuzzer it brings the main(), else ours does.
$(BUILD)/fuzz/%: tests/fuzz/%_fuzz.c tests/fuzz/driver.c $(OBJECTS)
	@mkdir -p $(@D)
	@echo "  FUZZ  $<"
	$(Q)$(CC) $(ALL_CFLAGS) -Itests $(ALL_LDFLAGS) $(WRAPPED) -o $@ $< \
	    $(if $(FUZZ),,tests/fuzz/driver.c) $(OBJECTS) $(FUZZER) $(LDLIBS) -lcmocka $(LIBS)

# They go into the program as it is shipped; see tests/fault/memory_test.c and tests/fault/halt_test.c.
build/refuse.so build/halt.so: build/%.so: tests/fault/%.c tests/fault/orders.h
	@mkdir -p $(@D)
	$(Q)$(CC) -std=c17 $(CFLAGS) $(WARNINGS) -shared -fPIC -o $@ $<

packages:
	$(Q)sh tests/tools/packages.sh build
test-packages:
	$(Q)sh tests/tools/packages.sh test
fuzz-packages:
	$(Q)sh tests/tools/packages.sh fuzz

# The sanitizers have an allocator of their own; memory is refused to the program as it is shipped.
check: test-packages
	+$(Q)$(ON_ALL_CORES) all
	+$(Q)$(ON_ALL_CORES) SAN=1 test
test: $(PROGRAM) $(TESTS) $(FUZZERS) build/refuse.so build/halt.so
	$(Q)BUILD=$(BUILD) CC="$(CC)" sh tests/run.sh $(TESTS)
bless: $(PROGRAM) $(TESTS)
	$(Q)BLESS=1 BUILD=$(BUILD) sh tests/run.sh $(TESTS)
man: $(PROGRAM)
	$(Q)for page in $(notdir $(wildcard data/manual/*)); do $(PROGRAM) manual $$page > man/$$page || exit 1; done
bench: $(PROGRAM) $(BENCHES)
	$(Q)BUILD=$(BUILD) sh tests/bench/run.sh

# libFuzzer takes clang; FUZZ_RUNS of each target.
FUZZ_RUNS ?= 100000
fuzz: fuzz-packages
	+$(Q)$(ON_ALL_CORES) FUZZ=1 CC=clang fuzz-targets
	$(Q)sh tests/fuzz/run.sh build/clang $(FUZZ_RUNS)
fuzz-targets: $(FUZZERS)

# Long runs of the tests that roll dice, with their figures: an hour on two cores. SOAK=10 takes a tenth of that.
SOAK ?= 1
DICE := store/crash_test store/past_test store/bulk_undo_test store/doors_test store/verify_test fault/fault_test \
	fault/powercut_test fault/damage_test fault/memory_test fault/halt_test session/office_test session/edits_test bench/live_bench \
	analysis/schedule_random_test analysis/simulate_test store/spelling_test session/month_test
DICE_SAN := fault/damage_test tui/monkey_test tui/terminal_monkey_test session/draft_test
soak: test-packages fuzz-packages
	+$(Q)$(ON_ALL_CORES) all build/refuse.so build/halt.so $(DICE:%=build/tests/%)
	+$(Q)$(ON_ALL_CORES) SAN=1 all $(DICE_SAN:%=build/san/tests/%)
	+$(Q)$(ON_ALL_CORES) FUZZ=1 CC=clang fuzz-targets
	+$(Q)$(ON_ALL_CORES) FUZZ=1 FAST=1 CC=clang build/fast/fuzz/reader build/fast/fuzz/csv build/fast/fuzz/exchange
	$(Q)SOAK=$(SOAK) STEERCO=$(CURDIR)/build/steerco sh tests/soak.sh

# What the schedule can do: by cases of our own, and by plans that Microsoft Project saved where there are any.
features: $(BUILD)/tests/analysis/features_test $(BUILD)/tests/exchange/mspdi_corpus_test
	$(Q)$(BUILD)/tests/analysis/features_test table
	$(Q)$(BUILD)/tests/exchange/mspdi_corpus_test table

install: $(PROGRAM)
	install -d $(DESTDIR)$(BINDIR) $(addprefix $(DESTDIR)$(MANDIR)/man,1 5 7)
	install -m 755 $(PROGRAM) $(DESTDIR)$(BINDIR)/steerco
	for page in man/*.[157]; do install -m 644 $$page $(DESTDIR)$(MANDIR)/man$${page##*.}/ || exit 1; done
uninstall:
	rm -f $(DESTDIR)$(BINDIR)/steerco
	for page in man/*.[157]; do rm -f $(DESTDIR)$(MANDIR)/man$${page##*.}/$${page##*/}; done

format:
	$(Q)clang-format -i $$(find src include tests -name '*.[ch]')
format-check:
	$(Q)clang-format --dry-run -Werror $$(find src include tests -name '*.[ch]')

help:
	@echo "make              build $(PROGRAM)"
	@echo "make run          install missing packages, build, open the sample board"
	@echo "make check        install what the tests need, build with sanitizers, run every test"
	@echo "make bench        measure; prints ratios within one run"
	@echo "make fuzz         mutate inputs of every format with libFuzzer, FUZZ_RUNS ($(FUZZ_RUNS)) of each"
	@echo "make soak         kill, fail and cut the power thousands of times; prints what came of it"
	@echo "make features     what the schedule can do, feature by feature: cases, and how many are exact"
	@echo "make man          write the manual pages anew from the program's tables"
	@echo "make bless        rewrite the expected screens; read the difference before you commit it"
	@echo "make install      to PREFIX ($(PREFIX)), below DESTDIR; make uninstall takes it away"
	@echo "make format       lay out the source; make format-check only looks"
	@echo "make clean        remove build/"
	@echo "SAN=1             build with address and undefined-behaviour sanitizers   V=1 show the commands"

clean:
	rm -rf build

-include $(OBJECTS:.o=.d) $(BUILD)/main.d $(TESTS:=.d) $(FUZZERS:=.d)
