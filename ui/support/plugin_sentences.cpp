// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/support/plugin_sentences.h"

#include <QtGlobal>

namespace qstore::ui {
namespace {

// Long sentences go over several lines; QT_TRANSLATE_NOOP sets them apart.
// NOLINTBEGIN(bugprone-suspicious-missing-comma)
const char* const patterns[] = {
    // Plugins: why one is not used.
    QT_TRANSLATE_NOOP("CoreSentences", "it is switched off; what uses it goes on until the program ends"),
    QT_TRANSLATE_NOOP("CoreSentences",
                      "the program ended while it loaded it on %1; it crashed, or somebody or something "
                      "killed the program just then, which cannot be told apart"),
    QT_TRANSLATE_NOOP("CoreSentences", "its id '%1' is that of '%2', which was found first"),
    QT_TRANSLATE_NOOP("CoreSentences", "the file cannot be read"),
    QT_TRANSLATE_NOOP("CoreSentences", "the file is empty"),
    QT_TRANSLATE_NOOP("CoreSentences", "it is no plugin: %1"),
    QT_TRANSLATE_NOOP("CoreSentences", "it implements '%1', which this program does not know"),
    QT_TRANSLATE_NOOP("CoreSentences", "it is built for version %1 of %2; this program has version %3"),
    QT_TRANSLATE_NOOP("CoreSentences", "its metadata has no whole number 'api'"),
    QT_TRANSLATE_NOOP("CoreSentences", "its metadata has no 'id' of lower-case letters, digits and '-'"),
    QT_TRANSLATE_NOOP("CoreSentences", "its metadata has no text '%1'"),
    QT_TRANSLATE_NOOP("CoreSentences",
                      "the text '%1' of its metadata is too long or holds control characters"),
    QT_TRANSLATE_NOOP("CoreSentences", "it brings no source of datasets"),
    QT_TRANSLATE_NOOP("CoreSentences", "it brings no driver of a store"),
    QT_TRANSLATE_NOOP("CoreSentences", "its id is '%1', but its driver is of the kind '%2'"),
    QT_TRANSLATE_NOOP("CoreSentences", "it threw an exception: %1"),
    QT_TRANSLATE_NOOP("CoreSentences", "it threw something that is no std::exception"),
    QT_TRANSLATE_NOOP("CoreSentences", "'%1' cannot be read: %2"),
    QT_TRANSLATE_NOOP("CoreSentences", "'%1' is of version %2; this release reads version %3"),
    QT_TRANSLATE_NOOP("CoreSentences", "the plugin '%1' is refused: %2"),
    QT_TRANSLATE_NOOP("CoreSentences",
                      "the plugin '%1' is not loaded, because that cannot be noted in '%2': %3"),
    QT_TRANSLATE_NOOP("CoreSentences", "the plugin '%1' is not loaded: %2"),
    QT_TRANSLATE_NOOP("CoreSentences", "there is no plugin for stores of the kind '%1'"),
    QT_TRANSLATE_NOOP("CoreSentences", "there is no plugin for datasets named '%1'"),
    QT_TRANSLATE_NOOP("CoreSentences", "there is no plugin '%1'"),
    QT_TRANSLATE_NOOP("CoreSentences", "another program is changing '%1'"),
    QT_TRANSLATE_NOOP("CoreSentences", "'%1' cannot be written to"),
    // And what to do about it.
    QT_TRANSLATE_NOOP("CoreSentences",
                      "where the program was killed, %1 switches it on again; where it crashed, install "
                      "another version of it first"),
    QT_TRANSLATE_NOOP("CoreSentences", "%1 switches it on"),
    QT_TRANSLATE_NOOP("CoreSentences", "%1 shows the plugins and where they lie"),
    QT_TRANSLATE_NOOP("CoreSentences", "install the plugin again, then %1"),
    QT_TRANSLATE_NOOP("CoreSentences", "install the plugin again"),
    QT_TRANSLATE_NOOP("CoreSentences", "remove one of the two files"),
    QT_TRANSLATE_NOOP("CoreSentences", "make it readable, or take it out of the folder"),
    QT_TRANSLATE_NOOP("CoreSentences", "take it out of the folder, or install the plugin again"),
    QT_TRANSLATE_NOOP("CoreSentences", "take it out of the folder: it belongs to another program"),
    QT_TRANSLATE_NOOP("CoreSentences", "install the plugin that belongs to this release"),
    QT_TRANSLATE_NOOP("CoreSentences", "install another version of the plugin, or tell its author"),
    QT_TRANSLATE_NOOP("CoreSentences", "mend the file, or remove it: then every plugin is on again"),
    QT_TRANSLATE_NOOP("CoreSentences",
                      "use the release that wrote it, or remove the file: then every plugin is on again"),
    QT_TRANSLATE_NOOP("CoreSentences", "try again when it is done"),
    QT_TRANSLATE_NOOP("CoreSentences", "make the folder writable, or set XDG_CONFIG_HOME to one that is"),
    QT_TRANSLATE_NOOP("CoreSentences", "did you mean '%1'?"),
    // PostgreSQL: why it refused. The server's own words follow.
    QT_TRANSLATE_NOOP("CoreSentences", "%1 cannot do what is needed: %2"),
    QT_TRANSLATE_NOOP("CoreSentences", "%1 lacks a file it needs: %2"),
    QT_TRANSLATE_NOOP("CoreSentences", "%1 does not know the type: %2"),
    QT_TRANSLATE_NOOP("CoreSentences", "%1 was shut down by its administrator: %2"),
    QT_TRANSLATE_NOOP("CoreSentences", "%1 broke down: %2"),
    QT_TRANSLATE_NOOP("CoreSentences", "%1 stopped the statement, which took too long: %2"),
    QT_TRANSLATE_NOOP("CoreSentences", "%1 has no space left: %2"),
    QT_TRANSLATE_NOOP("CoreSentences", "%1 has no memory left: %2"),
    QT_TRANSLATE_NOOP("CoreSentences", "%1 only reads here: %2"),
    QT_TRANSLATE_NOOP("CoreSentences", "%1 lacks a table: %2"),
    QT_TRANSLATE_NOOP("CoreSentences", "%1 cannot hold the text: %2"),
    QT_TRANSLATE_NOOP("CoreSentences", "%1 cannot take this much at once: %2"),
    QT_TRANSLATE_NOOP("CoreSentences",
                      "%1 had to give way to another program that writes the same points: %2"),
    QT_TRANSLATE_NOOP("CoreSentences", "%1 finds it in use: %2"),
    QT_TRANSLATE_NOOP("CoreSentences", "%1 broke the connection off: %2"),
    QT_TRANSLATE_NOOP("CoreSentences", "%1 refused: %2 [SQLSTATE %3]"),
    QT_TRANSLATE_NOOP("CoreSentences", "%1 refused: %2"),
    QT_TRANSLATE_NOOP("CoreSentences", "%1 gave no answer for %2 s"),
    QT_TRANSLATE_NOOP("CoreSentences", "%1 does not answer as PostgreSQL does"),
    QT_TRANSLATE_NOOP("CoreSentences", "the database '%1' is encoded as %2"),
    QT_TRANSLATE_NOOP(
        "CoreSentences",
        "the environment variable %1 would send the connection somewhere else than its endpoint says"),
    QT_TRANSLATE_NOOP(
        "CoreSentences",
        "the environment variable %1 would be sent as password in place of the connection's key"),
    QT_TRANSLATE_NOOP("CoreSentences", "the endpoint cannot be used: %1"),
    QT_TRANSLATE_NOOP("CoreSentences", "it holds a password"),
    QT_TRANSLATE_NOOP("CoreSentences", "its port is not one of 1 to 65535"),
    QT_TRANSLATE_NOOP("CoreSentences", "its host holds characters that no host has"),
    QT_TRANSLATE_NOOP("CoreSentences", "it holds an option other than sslmode and host"),
    QT_TRANSLATE_NOOP("CoreSentences", "PostgreSQL cannot be reached through a proxy of HTTP"),
    QT_TRANSLATE_NOOP("CoreSentences", "the CA file '%1' is no full path"),
    // And what to do about it.
    QT_TRANSLATE_NOOP("CoreSentences", "send fewer points at once"),
    QT_TRANSLATE_NOOP("CoreSentences", "Try again when it is back; nothing half-written is kept."),
    QT_TRANSLATE_NOOP(
        "CoreSentences",
        "Raise the connection's setting 'timeout', send smaller batches, or build the index first."),
    QT_TRANSLATE_NOOP("CoreSentences", "Make room on the server's disk."),
    QT_TRANSLATE_NOOP(
        "CoreSentences",
        "Send smaller batches, or raise the server's memory (maintenance_work_mem for an index)."),
    QT_TRANSLATE_NOOP("CoreSentences", "Use the primary server, not a replica."),
    QT_TRANSLATE_NOOP("CoreSentences", "Somebody else removed it; list the collections."),
    QT_TRANSLATE_NOOP("CoreSentences", "Leave zero bytes out of texts."),
    QT_TRANSLATE_NOOP("CoreSentences", "Use smaller pieces."),
    QT_TRANSLATE_NOOP("CoreSentences", "Try again when the other program is done."),
    QT_TRANSLATE_NOOP("CoreSentences",
                      "Try again when the server is back; a batch is stored as a whole or not at all."),
    QT_TRANSLATE_NOOP("CoreSentences", "Try again."),
    QT_TRANSLATE_NOOP("CoreSentences",
                      "If the tables were changed by hand, put them back; else report this message."),
    QT_TRANSLATE_NOOP("CoreSentences", "Check the network, or raise the connection's setting 'timeout'."),
    QT_TRANSLATE_NOOP("CoreSentences", "Check that a PostgreSQL server listens there."),
    QT_TRANSLATE_NOOP("CoreSentences", "Use one that was made with ENCODING 'UTF8'."),
    QT_TRANSLATE_NOOP("CoreSentences", "Unset it before this program is started."),
    QT_TRANSLATE_NOOP("CoreSentences", "Write it as postgresql://user@host:5432/database."),
    QT_TRANSLATE_NOOP("CoreSentences", "Leave the port out for 5432, or correct it."),
    QT_TRANSLATE_NOOP("CoreSentences",
                      "Name one host; write an international name in its xn-- form and IPv6 in brackets."),
    QT_TRANSLATE_NOOP("CoreSentences",
                      "Leave out the ':' and what follows it up to the '@'; the password is kept as the "
                      "connection's key."),
    QT_TRANSLATE_NOOP("CoreSentences", "Leave it out; the password is kept as the connection's key."),
    QT_TRANSLATE_NOOP(
        "CoreSentences",
        "Leave the other options out; certificates and schema are settings of the connection."),
    QT_TRANSLATE_NOOP("CoreSentences",
                      "Leave the proxy empty; use a tunnel (ssh -L) to this machine where one is needed."),
    QT_TRANSLATE_NOOP("CoreSentences", "Write it with all its folders, from '/' on."),
    // Embeddings: what is wrong with a circuit or an observable.
    QT_TRANSLATE_NOOP("CoreSentences", "observable \"%1\", column %2: %3"),
    QT_TRANSLATE_NOOP("CoreSentences", "the observable is empty"),
    QT_TRANSLATE_NOOP("CoreSentences", "expected + or - between terms"),
    QT_TRANSLATE_NOOP("CoreSentences", "expected X, Y, Z or I after *"),
    QT_TRANSLATE_NOOP("CoreSentences", "a term is missing here"),
    QT_TRANSLATE_NOOP("CoreSentences", "expected X, Y, Z, I or a number"),
    QT_TRANSLATE_NOOP("CoreSentences", "the qubit of %1 is missing, as in Z0"),
    QT_TRANSLATE_NOOP("CoreSentences", "qubit %1 is beyond the last one, 63"),
    QT_TRANSLATE_NOOP("CoreSentences", "qubit %1 appears twice in one term"),
    QT_TRANSLATE_NOOP("CoreSentences", "observable '%1' needs %2 qubits, the embedding's circuit has %3"),
    QT_TRANSLATE_NOOP("CoreSentences",
                      "the circuit of the embedding reads no column: every row would be one vector"),
    QT_TRANSLATE_NOOP("CoreSentences", "the weight '%1' of the embedding's circuit has no value"),
    QT_TRANSLATE_NOOP("CoreSentences", "the embedding's circuit reads '%1', which is no feature"),
    QT_TRANSLATE_NOOP("CoreSentences",
                      "Write a sum of Pauli products such as Z0 Z1 + 0.5 X2 - Y3; I is the identity."),
    QT_TRANSLATE_NOOP("CoreSentences", "qubits are counted from 0"),
    QT_TRANSLATE_NOOP("CoreSentences", "take an encoder such as the angle encoder"),
    QT_TRANSLATE_NOOP("CoreSentences", "bind it, or take a trained circuit"),
    QT_TRANSLATE_NOOP("CoreSentences", "did you mean '%1'? %2"),
    QT_TRANSLATE_NOOP("CoreSentences", "the features are %1"),
};
// NOLINTEND(bugprone-suspicious-missing-comma)

}  // namespace

std::span<const char* const> pluginSentences() {
    return patterns;
}

}  // namespace qstore::ui
