//! The tables of those who sign in.

diesel::table! {
    users (id) {
        id -> BigInt,
        name -> Text,
        role -> Text,
        password_hash -> Nullable<Text>,
        created_at -> BigInt,
    }
}

diesel::table! {
    sessions (hash) {
        hash -> Text,
        user_id -> BigInt,
        created_at -> BigInt,
        expires_at -> BigInt,
        last_seen_at -> BigInt,
        fresh_at -> BigInt,
        choose_until -> Nullable<BigInt>,
    }
}

diesel::table! {
    failed_sign_ins (hour, name, source) {
        hour -> BigInt,
        name -> Text,
        source -> Text,
        tries -> BigInt,
        last_at -> BigInt,
    }
}

diesel::table! {
    sign_in_links (hash) {
        hash -> Text,
        user_id -> BigInt,
        expires_at -> BigInt,
        used_at -> Nullable<BigInt>,
    }
}

diesel::joinable!(sessions -> users (user_id));
