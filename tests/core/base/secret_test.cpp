// SPDX-License-Identifier: Apache-2.0
#include "core/base/secret.h"

#include <gtest/gtest.h>

#include <cstring>
#include <new>
#include <type_traits>
#include <utility>

namespace qstore {
namespace {

template <class T>
concept Printable = requires(std::ostream& out, const T& value) {
    out << value;
};
static_assert(!Printable<Secret>);
static_assert(!std::is_convertible_v<Secret, std::string>);
static_assert(std::is_nothrow_move_constructible_v<Secret> && std::is_nothrow_move_assignable_v<Secret>);

constexpr const char* shortKey = "key-012";                                       // kept inside the object
constexpr const char* longKey = "a key that is much longer than a short string";  // kept on the heap

/// Whether the object itself still holds the bytes.
bool holds(const void* object, std::size_t size, std::string_view bytes) {
    return ::memmem(object, size, bytes.data(), bytes.size()) != nullptr;
}

TEST(Secret, KeepsItsBytes) {
    EXPECT_TRUE(Secret().empty());
    for (const char* key : {shortKey, longKey}) {
        const Secret secret{std::string_view(key)};
        EXPECT_FALSE(secret.empty());
        EXPECT_EQ(secret.reveal(), key);
        Secret copy(secret);
        EXPECT_EQ(copy.reveal(), key);
        Secret assigned(std::string_view("another"));
        assigned = copy;
        EXPECT_EQ(assigned.reveal(), key);
        assigned = *&assigned;
        EXPECT_EQ(assigned.reveal(), key);
        const Secret moved(std::move(copy));
        EXPECT_EQ(moved.reveal(), key);
    }
    const std::string_view zeros("a\0b", 3);
    EXPECT_EQ(Secret(zeros).reveal(), zeros);
}

TEST(Secret, AMovedSecretLeavesNothingBehind) {
    Secret source{std::string_view(shortKey)};
    Secret target(std::move(source));
    EXPECT_TRUE(source.empty());  // NOLINT(bugprone-use-after-move): that is the point
    EXPECT_FALSE(holds(&source, sizeof(source), "key-"));
    Secret other{std::string_view(longKey)};
    other = std::move(target);
    EXPECT_EQ(other.reveal(), shortKey);
    EXPECT_TRUE(target.empty());  // NOLINT(bugprone-use-after-move)
    EXPECT_FALSE(holds(&target, sizeof(target), "key-"));
}

TEST(Secret, AnOverwrittenOrDeadSecretLeavesNothingBehind) {
    alignas(Secret) std::byte place[sizeof(Secret)];
    auto* secret = new (place) Secret(std::string_view(shortKey));
    EXPECT_TRUE(holds(place, sizeof(place), "key-"));
    *secret = Secret(std::string_view("x"));
    EXPECT_FALSE(holds(place, sizeof(place), "-012"));
    *secret = Secret(std::string_view(shortKey));
    secret->~Secret();
    EXPECT_FALSE(holds(place, sizeof(place), "key-"));
}

TEST(Secret, TakingOverWipesTheSource) {
    for (const char* key : {shortKey, longKey}) {
        std::string source = key;
        const Secret secret = Secret::take(source);
        EXPECT_EQ(secret.reveal(), key);
        EXPECT_TRUE(source.empty());
        EXPECT_FALSE(holds(&source, sizeof(source), "key"));
    }
}

TEST(Secret, TheHintIsTheEndOfALongSecret) {
    EXPECT_EQ(Secret(std::string_view("0123456789abcdef")).hint(), "…cdef");
    EXPECT_EQ(Secret(std::string_view("0123456789abcde")).hint(), "…");
    EXPECT_EQ(Secret().hint(), "…");
    EXPECT_EQ(Secret(std::string_view("0123456789abcdef\n")).hint(), "…");
    EXPECT_EQ(Secret(std::string_view("0123456789abcdefθ")).hint(), "…");
}

TEST(Secret, Equality) {
    const Secret a(std::string_view("one and the same"));
    EXPECT_TRUE(a == Secret(std::string_view("one and the same")));
    EXPECT_FALSE(a == Secret(std::string_view("One and the same")));
    EXPECT_FALSE(a == Secret(std::string_view("one and the samE")));
    EXPECT_FALSE(a == Secret(std::string_view("one and the sam")));
    EXPECT_FALSE(a == Secret());
    EXPECT_TRUE(Secret() == Secret());
}

}  // namespace
}  // namespace qstore
