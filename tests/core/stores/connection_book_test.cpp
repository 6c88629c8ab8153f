// SPDX-License-Identifier: Apache-2.0
#include "core/stores/connection_book.h"

#include <gmock/gmock.h>

#include "tests/core/backends/temporary_home.h"

namespace qstore {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class Connections : public test::TemporaryHome {
protected:
    static StoreConnection named(const std::string& name) {
        StoreConnection connection;
        connection.name = name;
        connection.kind = "qdrant";
        connection.endpoint = "https://vectors.example:6333";
        return connection;
    }
    /// Writes the file by hand and expects that nothing reads or overwrites it.
    void expectRefused(const std::string& text, ErrorCode code, const std::string& words) const {
        std::filesystem::create_directories(file.parent_path());
        write(file, text);
        const auto list = book.list();
        ASSERT_FALSE(list) << text;
        EXPECT_EQ(list.error().code, code) << text;
        EXPECT_THAT(list.error().message, HasSubstr(words));
        EXPECT_FALSE(book.add(named("new"))) << text;
        EXPECT_EQ(read(file), text);
    }
    Error refusal(const StoreConnection& connection) const {
        const Status added = book.add(connection);
        EXPECT_FALSE(added);
        EXPECT_FALSE(std::filesystem::exists(file));
        return added ? Error{} : added.error();
    }

    std::filesystem::path file = m_home / "config" / "qstore" / "stores.json";
    ConnectionBook book{file};
};

TEST_F(Connections, ComeBackAsTheyWereGivenInAPrivateFile) {
    EXPECT_TRUE(book.list().value().empty());
    EXPECT_FALSE(std::filesystem::exists(file.parent_path())) << "reading makes nothing";
    StoreConnection full = named("work");
    full.kind = "pgvector";
    full.endpoint = "postgresql://ada@db.example:5432/vectors";
    full.proxy = "http://proxy.example:3128";
    full.caFile = "/etc/ssl/own.pem";
    full.settings = {{"schema", "machine learning"}, {"tls", "verify-full"}};
    ASSERT_TRUE(book.add(full));
    ASSERT_TRUE(book.add(named("home")));
    const auto list = ConnectionBook(file).list().value();
    ASSERT_EQ(list.size(), 2U);
    EXPECT_EQ(list[0], named("home"));
    EXPECT_EQ(list[1], full);
    EXPECT_EQ(mode(file), 0600U);
    EXPECT_EQ(mode(file.parent_path()), 0700U);
}

TEST_F(Connections, AreChangedAndRemovedByName) {
    ASSERT_TRUE(book.add(named("one")));
    ASSERT_TRUE(book.add(named("two")));
    StoreConnection moved = named("one");
    moved.endpoint = "https://elsewhere.example";
    ASSERT_TRUE(book.change(moved));
    EXPECT_EQ(book.find("one").value(), moved);
    ASSERT_TRUE(book.remove("two"));
    EXPECT_EQ(book.list()->size(), 1U);
    const auto gone = book.find("onee");
    ASSERT_FALSE(gone);
    EXPECT_EQ(gone.error().code, ErrorCode::NotFound);
    EXPECT_THAT(gone.error().hint, HasSubstr("did you mean 'one'?"));
    EXPECT_FALSE(book.remove("two"));
    EXPECT_FALSE(book.change(named("two")));
}

TEST_F(Connections, NamesThatReadOneVariableExcludeEachOther) {
    ASSERT_TRUE(book.add(named("my-store")));
    EXPECT_EQ(book.add(named("my-store")).error().code, ErrorCode::AlreadyExists);
    const Status near = book.add(named("My_Store"));
    ASSERT_FALSE(near);
    EXPECT_EQ(near.error().code, ErrorCode::AlreadyExists);
    EXPECT_THAT(near.error().hint, HasSubstr("QSTORE_KEY_STORE_MY_STORE"));
    EXPECT_EQ(storeKeyName("my-store"), "store-my-store");
}

TEST_F(Connections, WhatCannotBeAConnectionIsRefused) {
    EXPECT_THAT(refusal(named("local")).message, HasSubstr("'local'"));
    EXPECT_THAT(refusal(named("Local")).message, HasSubstr("'Local'"));
    for (const char* name : {"", "two words", "-x", "a/b"})
        EXPECT_THAT(refusal(named(name)).message, HasSubstr("cannot name a store")) << name;
    StoreConnection wrong = named("x");
    wrong.endpoint.clear();
    EXPECT_THAT(refusal(wrong).message, HasSubstr("endpoint is missing"));
    wrong = named("x");
    wrong.kind.clear();
    EXPECT_THAT(refusal(wrong).message, HasSubstr("kind is missing"));
    wrong = named("x");
    wrong.endpoint = "postgresql://ada:lovelace1815@db.example/vectors";
    const Error secret = refusal(wrong);
    EXPECT_THAT(secret.message, HasSubstr("password"));
    EXPECT_THAT(secret.message + secret.hint, Not(HasSubstr("lovelace1815")));
    wrong = named("x");
    wrong.caFile = "own.pem";
    EXPECT_THAT(refusal(wrong).message, HasSubstr("'own.pem'"));
    wrong = named("x");
    wrong.settings["schema"] = "a\nb";
    EXPECT_THAT(refusal(wrong).message, HasSubstr("'schema'"));
}

TEST_F(Connections, AFileThatIsNotUnderstoodIsLeftAlone) {
    expectRefused("{", ErrorCode::Parse, "stores.json");
    expectRefused(R"({"version": 2, "stores": []})", ErrorCode::NewerVersion, "version 2");
    expectRefused(R"({"version": 1})", ErrorCode::Parse, "'stores'");
    expectRefused(R"({"version": 1, "stores": [], "more": 1})", ErrorCode::Parse, "more");
    const auto with = [](const std::string& entry) {
        return R"({"version": 1, "stores": [)" + entry + "]}";
    };
    const std::string fields = R"("kind": "qdrant", "endpoint": "https://a.example")";
    expectRefused(with(R"({"name": "a"})"), ErrorCode::Parse, "stores[0].kind");
    expectRefused(with(R"({"name": "a", "key": "s3cret", )" + fields + "}"), ErrorCode::Parse, "key");
    expectRefused(with(R"({"name": "a", "settings": {"x": 1}, )" + fields + "}"), ErrorCode::Parse,
                  "stores[0].settings");
    expectRefused(with(R"({"name": "a-b", )" + fields + R"(}, {"name": "A_b", )" + fields + "}"),
                  ErrorCode::Parse, "same environment variable");
}

}  // namespace
}  // namespace qstore
