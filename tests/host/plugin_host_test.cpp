// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugins/host/plugin_host.h"

#include <dlfcn.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <csignal>

#include "tests/host/plugin_folder.h"

namespace qstore {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
namespace fs = std::filesystem;

class Plugins : public test::PluginFolder {};

TEST_F(Plugins, AreListedWithWhatTheySayAndNoneOfTheirCodeRuns) {
    install({"good", "aborts"});
    const PluginHost host(places());
    const PluginInfo good = infoOf(host, "good");
    EXPECT_EQ(good.state, PluginState::Available) << good.reason;
    EXPECT_EQ(good.id, "good");
    EXPECT_EQ(good.title, "Sample good");
    EXPECT_EQ(good.description, "Reaches nothing");
    EXPECT_EQ(good.version, "1.2");
    EXPECT_EQ(good.vendor, "Nobody");
    EXPECT_EQ(good.license, "GPL-3.0-or-later");
    EXPECT_EQ(good.api, 1);
    EXPECT_EQ(good.interface, PluginInterface::Store);
    EXPECT_EQ(infoOf(host, "aborts").state, PluginState::Available);
    EXPECT_EQ(ran(), "");
}

TEST_F(Plugins, AreLoadedWhenTheyAreAskedForAndNotBefore) {
    install({"good", "second"});
    PluginHost host(places());
    const auto driver = host.storeDriver("second");
    ASSERT_TRUE(driver) << driver.error().message;
    EXPECT_EQ((*driver)->kind().id, "second");
    EXPECT_EQ(ran(), "second\n");
    EXPECT_EQ(infoOf(host, "second").state, PluginState::Loaded);
    EXPECT_EQ(infoOf(host, "good").state, PluginState::Available);
    EXPECT_EQ(*host.storeDriver("second"), *driver);
    EXPECT_EQ(ran(), "second\n");
    EXPECT_TRUE(fs::is_empty(configuration() / "plugins-loading")) << "a marker is left";
}

TEST_F(Plugins, WhatADriverBringsOutlivesTheHost) {
    install({"good"});
    std::shared_ptr<const StoreDriver> driver;
    {
        PluginHost host(places());
        driver = host.storeDriver("good").value();
    }
    EXPECT_EQ(driver->keyHost({}), "sample.invalid");
    EXPECT_EQ(driver->open({}, {}).error().message, "a sample reaches nothing");
}

TEST_F(Plugins, KindsAreThoseOfAllThatCanBeLoaded) {
    install({"good", "second", "newer", "liar"});
    PluginHost host(places());
    ASSERT_TRUE(host.setEnabled("second", false));
    std::vector<std::string> ids;
    for (const StoreKind& kind : host.storeKinds()) ids.push_back(kind.id);
    EXPECT_THAT(ids, ElementsAre("good"));
    const PluginInfo liar = infoOf(host, "liar");
    EXPECT_EQ(liar.state, PluginState::Failed);
    EXPECT_THAT(liar.reason, AllOf(HasSubstr("'liar'"), HasSubstr("'truth'")));
}

TEST_F(Plugins, OnesOfAnotherVersionAreRefusedAndNeverLoaded) {
    install({"newer", "other_iid", "stranger"});
    PluginHost host(places());
    EXPECT_THAT(infoOf(host, "newer").reason,
                AllOf(HasSubstr("version 2 of org.qstore.StorePlugin"), HasSubstr("has version 1")));
    EXPECT_THAT(infoOf(host, "other_iid").reason, HasSubstr("version 2 of org.qstore.StorePlugin"));
    EXPECT_THAT(infoOf(host, "stranger").reason, HasSubstr("'org.example.Painter/1'"));
    for (const PluginInfo& info : host.list()) {
        EXPECT_EQ(info.state, PluginState::Refused) << info.file;
        EXPECT_NE(info.cure, "") << info.file;
    }
    // These end the process that loads them; that nothing ended it is half of the proof.
    const auto driver = host.storeDriver("newer");
    ASSERT_FALSE(driver);
    EXPECT_EQ(driver.error().code, ErrorCode::Unsupported);
    EXPECT_THAT(driver.error().message, HasSubstr("version 2"));
    EXPECT_THAT(host.storeKinds(), IsEmpty());
    EXPECT_EQ(ran(), "");
}

TEST_F(Plugins, TheWitnessSpeaksWhereAPluginIsLoaded) {
    install({"newer"});
    const int status = inChild([&] { ::dlopen((plugins() / "newer.so").c_str(), RTLD_NOW); });
    EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0) << "it does not end its process";
    EXPECT_EQ(ran(), "newer\n");
}

TEST_F(Plugins, WithBrokenMetadataAreRefusedWithTheField) {
    install({"no_title", "text_api", "bad_id"});
    PluginHost host(places());
    EXPECT_THAT(infoOf(host, "no_title").reason, HasSubstr("'title'"));
    EXPECT_THAT(infoOf(host, "text_api").reason, HasSubstr("'api'"));
    EXPECT_THAT(infoOf(host, "bad_id").reason, HasSubstr("'id'"));
    EXPECT_EQ(infoOf(host, "bad_id").id, "");
    EXPECT_THAT(host.storeKinds(), IsEmpty());
    EXPECT_EQ(ran(), "");
}

TEST_F(Plugins, FilesThatAreNoneAreRefused) {
    fs::copy_file(QSTORE_CORE_LIBRARY, plugins() / "core.so");
    write("text.so", "this is no library\n");
    write("empty.so", "");
    write("notes.txt", "not looked at");
    fs::create_symlink(plugins() / "gone", plugins() / "dangling.so");
    fs::create_directory(plugins() / "folder.so");
    const PluginHost host(places());
    EXPECT_EQ(host.list().size(), 4U);
    for (const char* name : {"core", "text", "empty", "dangling"}) {
        const PluginInfo info = infoOf(host, name);
        EXPECT_EQ(info.state, PluginState::Refused) << name;
        EXPECT_NE(info.reason, "") << name;
        EXPECT_NE(info.cure, "") << name;
    }
    EXPECT_THAT(infoOf(host, "dangling").reason, HasSubstr("cannot be read"));
    EXPECT_THAT(infoOf(host, "empty").reason, HasSubstr("is empty"));
}

TEST_F(Plugins, MetadataThatWasDamagedIsRefused) {
    install({"good"});
    std::string bytes = contentOf(plugins() / "good.so");
    // The name of Qt's ELF note; behind it four bytes of versions, then the metadata.
    const std::size_t note = bytes.find("qt-project!");
    ASSERT_NE(note, std::string::npos);
    constexpr std::size_t dataOffset = 16, dataBytes = 32;
    bytes.replace(note + dataOffset, dataBytes, dataBytes, '\xff');
    write("good.so", bytes);
    PluginHost host(places());
    EXPECT_EQ(infoOf(host, "good").state, PluginState::Refused);
    EXPECT_FALSE(host.storeDriver("good"));
    EXPECT_EQ(ran(), "");
}

TEST_F(Plugins, OfTwoWithOneIdTheFirstIsTaken) {
    install({"good"});
    fs::copy_file(plugins() / "good.so", plugins() / "good_again.so");
    fs::create_symlink(plugins() / "good.so", plugins() / "good_link.so");
    PluginPlaces twice = places();
    twice.folders.push_back(plugins());
    const PluginHost host(twice);
    EXPECT_EQ(host.list().size(), 2U) << "one file is listed once, whatever leads to it";
    EXPECT_EQ(infoOf(host, "good").state, PluginState::Available);
    const PluginInfo other = infoOf(host, "good_again");
    EXPECT_EQ(other.state, PluginState::Refused);
    EXPECT_THAT(other.reason, AllOf(HasSubstr("'good'"), HasSubstr((plugins() / "good.so").string())));
}

TEST_F(Plugins, SwitchedOffStayOffAtTheNextStart) {
    install({"good"});
    ASSERT_TRUE(PluginHost(places()).setEnabled("good", false));
    PluginHost next(places());
    EXPECT_EQ(infoOf(next, "good").state, PluginState::Off);
    const auto refused = next.storeDriver("good");
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::Unsupported);
    EXPECT_THAT(refused.error().hint, HasSubstr("qstore plugins enable good"));
    EXPECT_EQ(ran(), "");
    ASSERT_TRUE(next.setEnabled("good", true));
    EXPECT_TRUE(next.storeDriver("good"));
    // One that is loaded serves nobody new once it is off, and says that it is still there.
    ASSERT_TRUE(next.setEnabled("good", false));
    EXPECT_FALSE(next.storeDriver("good"));
    EXPECT_THAT(infoOf(next, "good").reason, HasSubstr("until the program ends"));
    ASSERT_TRUE(next.setEnabled("good", true));
    EXPECT_EQ(infoOf(next, "good").state, PluginState::Loaded);
    EXPECT_EQ(ran(), "good\n");
}

TEST_F(Plugins, UnknownNamesGetTheNearestOne) {
    install({"good"});
    PluginHost host(places());
    for (const Error& error : {host.storeDriver("god").error(), host.setEnabled("god", false).error()}) {
        EXPECT_EQ(error.code, ErrorCode::NotFound);
        EXPECT_THAT(error.message, HasSubstr("'god'"));
        EXPECT_THAT(error.hint, HasSubstr("'good'"));
    }
    const auto dataset = host.datasetSource("good");
    ASSERT_FALSE(dataset) << "a store plugin brings no datasets";
    EXPECT_EQ(dataset.error().code, ErrorCode::NotFound);
}

TEST_F(Plugins, ThatAbortAreBlamedAtTheNextStart) {
    install({"aborts", "good"});
    const int status = inChild([&] { PluginHost(places()).storeDriver("aborts"); });
    ASSERT_TRUE(WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT);
    ASSERT_EQ(ran(), "aborts\n");

    PluginHost next(places());
    const PluginInfo blamed = infoOf(next, "aborts");
    EXPECT_EQ(blamed.state, PluginState::Crashed);
    EXPECT_THAT(blamed.reason, HasSubstr("the program ended while it loaded it on 2"));
    EXPECT_THAT(blamed.cure, HasSubstr("qstore plugins enable aborts"));
    EXPECT_EQ(infoOf(next, "good").state, PluginState::Available);
    EXPECT_FALSE(next.storeDriver("aborts"));
    EXPECT_EQ(next.storeKinds().size(), 1U) << "the others are not held up";
    EXPECT_EQ(ran(), "aborts\ngood\n");
    EXPECT_EQ(infoOf(PluginHost(places()), "aborts").state, PluginState::Crashed) << "it is remembered";

    ASSERT_TRUE(next.setEnabled("aborts", true));
    EXPECT_EQ(infoOf(next, "aborts").state, PluginState::Available);
    const int again = inChild([&] { PluginHost(places()).storeDriver("aborts"); });
    EXPECT_TRUE(WIFSIGNALED(again)) << "switched on again, it is tried again";
    EXPECT_EQ(infoOf(next, "aborts").state, PluginState::Crashed);
}

TEST_F(Plugins, ThatEndTheProgramQuietlyAreBlamedToo) {
    install({"exits"});
    const int status = inChild([&] { PluginHost(places()).storeDriver("exits"); });
    ASSERT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0) << "it came back: " << WEXITSTATUS(status);
    EXPECT_EQ(infoOf(PluginHost(places()), "exits").state, PluginState::Crashed);
}

TEST_F(Plugins, NoneIsLoadedWhileNobodyKnowsWhichAreOff) {
    install({"good"});
    fs::create_directories(configuration());
    std::ofstream(configuration() / "plugins.json") << "{\"version\": 1, \"off\": 3}";
    PluginHost host(places());
    const PluginInfo good = infoOf(host, "good");
    EXPECT_EQ(good.state, PluginState::Off);
    EXPECT_THAT(good.reason, HasSubstr("plugins.json"));
    EXPECT_FALSE(host.storeDriver("good"));
    EXPECT_FALSE(host.setEnabled("good", true)) << "a file that cannot be read is not written over";
    EXPECT_EQ(contentOf(configuration() / "plugins.json"), "{\"version\": 1, \"off\": 3}");
    fs::remove(configuration() / "plugins.json");
    EXPECT_TRUE(host.storeDriver("good"));
}

TEST_F(Plugins, ALibraryThatMissesSomethingFails) {
    install({"good"});
    std::string bytes = contentOf(plugins() / "good.so");
    const std::string needed = "libQt6Core.so.6";
    const std::size_t at = bytes.find(needed);
    ASSERT_NE(at, std::string::npos);
    write("good.so", bytes.replace(at, needed.size(), "libQt6None.so.6"));
    PluginHost host(places());
    EXPECT_EQ(infoOf(host, "good").state, PluginState::Available);
    const auto driver = host.storeDriver("good");
    ASSERT_FALSE(driver);
    EXPECT_THAT(driver.error().message, HasSubstr("libQt6None.so.6"));
    EXPECT_EQ(infoOf(host, "good").state, PluginState::Failed);
    EXPECT_TRUE(fs::is_empty(configuration() / "plugins-loading")) << "failing is no crash";
    ASSERT_TRUE(host.setEnabled("good", true));
    EXPECT_EQ(infoOf(host, "good").state, PluginState::Available) << "it may be tried again";
}

TEST(PluginPlaces, AreThoseOfTheVariableThenTheOnesBesideTheProgram) {
    const PluginPlaces places = pluginPlaces("/usr/bin/qstore", "/tmp:relative::/no/such/folder", "/c");
    EXPECT_THAT(places.folders, ElementsAre(fs::path("/tmp"), fs::path("/usr/lib/qstore/plugins")));
    EXPECT_THAT(places.notes, ElementsAre(HasSubstr("'relative'"), HasSubstr("'/no/such/folder'")));
    EXPECT_EQ(places.configuration, "/c");
}

}  // namespace
}  // namespace qstore
